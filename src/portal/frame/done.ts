interface Banner {
  text: string;
  success: true;
}

/** What a page says of what was just done, by the word in its address; nothing for a word that it does not know. */
export function bannerOf(words: Readonly<Record<string, string>>, done: unknown): { banner?: Banner } {
  const text = typeof done === 'string' && Object.hasOwn(words, done) ? words[done] : undefined;
  return text === undefined ? {} : { banner: { text, success: true } };
}
