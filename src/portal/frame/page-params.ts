import { ParseEnumPipe, ParseUUIDPipe } from '@nestjs/common';
import { NOT_FOUND } from '../../platform';
import { DomainError } from '../../shared/domain-error';

const notFound = () => new DomainError('not-found', NOT_FOUND);

/** An id in a page's address: anything else is an address at which there is nothing. */
export const PAGE_ID = new ParseUUIDPipe({ exceptionFactory: notFound });

/** One of a few words in a page's address. */
export function oneOf<Words extends Record<string, string>>(words: Words): ParseEnumPipe<Words> {
  return new ParseEnumPipe(words, { exceptionFactory: notFound });
}
