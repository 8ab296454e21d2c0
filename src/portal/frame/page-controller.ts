import { applyDecorators, Controller, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DraftInterceptor } from '../drafts/draft.interceptor';
import { OwnWordsInterceptor } from '../glossary/own-words.interceptor';

/** The controller of one page. Its routes stand in the access table with `page: true`, and outside the API document. */
export function PageController(): ClassDecorator {
  return applyDecorators(Controller(), ApiExcludeController(), UseInterceptors(DraftInterceptor, OwnWordsInterceptor));
}
