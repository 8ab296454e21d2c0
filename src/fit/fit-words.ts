import { COMMUNITY_WORDS, KIND_WORDS } from '../organisations';

const WORDS: Readonly<Record<string, string>> = { ...KIND_WORDS, ...COMMUNITY_WORDS };

/** What was asked for or does not match, in the words of the lists, by its code; a place is its own name. */
export function nameOf(code: string): string {
  const rest = code.slice(code.indexOf(':') + 1);
  return code.startsWith('area:') ? rest : (WORDS[rest] ?? rest);
}

/** With their words, in the order of the list. */
export function named<Code extends string>(words: Readonly<Record<Code, string>>, codes: readonly Code[]) {
  return (Object.keys(words) as Code[])
    .filter((code) => codes.includes(code))
    .map((code) => ({ code, name: words[code] }));
}
