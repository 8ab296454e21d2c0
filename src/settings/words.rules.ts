import { DomainError } from '../shared/domain-error';
import { foldName } from '../shared/text';

/** A word, and what a health body means by it. */
export interface OwnWord {
  term: string;
  meaning: string;
}

export const MOST_WORDS = 60;

/** Throws DomainError `invalid` where a word is explained twice. */
export function assertOnce(words: readonly OwnWord[]): void {
  const seen = new Set<string>();
  for (const [index, { term }] of words.entries()) {
    const key = foldName(term);
    if (seen.has(key)) {
      const detail = `“${term}” is explained twice: keep one of the two.`;
      throw new DomainError('invalid', detail, [{ pointer: `/words/${String(index)}/term`, detail }]);
    }
    seen.add(key);
  }
}
