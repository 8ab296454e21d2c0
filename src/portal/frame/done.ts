import type { PageData } from './pages';

/** What a page says of what was just done, by the word in its address; nothing for a word that it does not know. */
export function bannerOf(words: Readonly<Record<string, string>>, done: unknown): Pick<PageData, 'banner'> {
  const text = typeof done === 'string' && Object.hasOwn(words, done) ? words[done] : undefined;
  return text === undefined ? {} : { banner: { text, success: true } };
}
