import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { BrieflyKeptByKey } from '../../contracts';
import type { AccordRequest } from '../../identity';
import { WordsOfBody } from '../../settings';
import { wordsWith } from './glossary.rules';
import type { Words } from './glossary.rules';

export type RequestWithWords = AccordRequest & { words?: Words };

/** On each page of a group: the words of its health bodies, besides those that everybody finds explained. */
@Injectable()
export class OwnWordsInterceptor implements NestInterceptor {
  private readonly kept = new BrieflyKeptByKey(async (groupId) => wordsWith(await this.words.ofPartners(groupId)));

  constructor(private readonly words: WordsOfBody) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<RequestWithWords>();
    const { actor } = request;
    if (actor?.side === 'group' && request.method === 'GET') request.words = await this.kept.get(actor.organisationId);
    return next.handle();
  }
}
