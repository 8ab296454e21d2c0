import { foldName } from '../shared/text';

const LONGEST = 100;
const MOST_WORDS = 8;
/** Names have as few letters as two. */
const SHORTEST_WORD = 2;

/** What is looked for, in the forms that the lookups take. */
export interface Sought {
  /** As they are compared, the longest first: it says the most. */
  words: readonly string[];
  /** LIKE: each word somewhere in a name. */
  patterns: readonly string[];
  /** LIKE: the whole of it at the beginning of a reference. */
  beginning: string;
  /** tsquery of the configuration `simple`: each word, or the beginning of one. */
  query: string;
}

/** Null for what is too short to look for: one letter finds nearly everything. */
export function soughtIn(text: string): Sought | null {
  const folded = foldName(text.slice(0, LONGEST).replaceAll('\0', ''));
  const words = [...new Set(folded.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word)))]
    .slice(0, MOST_WORDS)
    .sort((one, other) => lettersIn(other) - lettersIn(one));
  if (words[0] === undefined || lettersIn(words[0]) < SHORTEST_WORD) return null;
  return {
    words,
    patterns: words.map((word) => `%${likeOf(word)}%`),
    beginning: `${likeOf(folded)}%`,
    query: words.map((word) => `'${word.replace(/['\\]/g, ' ')}':*`).join(' & '),
  };
}

function lettersIn(word: string): number {
  return word.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

function likeOf(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

const EXCERPT = 160;
const BEFORE = 60;

/** The part of a text where one of the words is, whole words, with dots where something is left out. */
export function excerptOf(text: string, words: readonly string[]): string {
  const flat = text.trim().replace(/\s+/gu, ' ');
  if (flat.length <= EXCERPT) return flat;
  const low = flat.toLowerCase();
  const places = words.map((word) => low.indexOf(word)).filter((place) => place !== -1);
  const first = places.length === 0 ? 0 : Math.min(...places);
  const from = first <= BEFORE ? 0 : flat.indexOf(' ', first - BEFORE) + 1;
  const whole = flat.slice(from, from + EXCERPT);
  const cut = from + EXCERPT >= flat.length ? whole : whole.replace(/\s\S*$/u, '');
  return `${from > 0 ? '… ' : ''}${cut}${from + cut.length < flat.length ? ' …' : ''}`;
}
