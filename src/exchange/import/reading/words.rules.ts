import { Mistake, named, type Reading } from './problem.rules';

/** A text that is taken as it is. */
export function readText(text: string): string {
  return text;
}

/** What things are found by is kept in an index, which has less room than a text. */
const NAME_CHARACTERS = 300;

/** A name or reference by which something is known again. */
export function readName(text: string): string | Mistake {
  if (text.length <= NAME_CHARACTERS) return text;
  return new Mistake(`${named(text)} is longer than the 300 characters of a name or reference; shorten it`);
}

/**
 * One of a few words, in any capitals, with spaces, underscores and hyphens alike. The first word for each meaning is
 * the one that the message names.
 */
export function choiceOf<T extends string>(words: Readonly<Record<T, readonly string[]>>): Reading<T> {
  const meanings = meaningsOf(words);
  const allowed = listed(Object.values<readonly string[]>(words).map(([first]) => first ?? ''));
  return (text) =>
    meanings.get(text) ??
    meanings.get(folded(text)) ??
    new Mistake(`${named(text)} is not a word for this column; write ${allowed}`);
}

const YES = new Set(['yes', 'y', 'true', '1']);
const NO = new Set(['no', 'n', 'false', '0']);

export function readYesNo(text: string): boolean | Mistake {
  const word = text.toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : new Mistake(`${named(text)} is neither yes nor no; write yes or no`);
}

/** A whole number from 1 to `last`, both included. */
export function wholeNumberTo(last: number): Reading<number> {
  return (text) => {
    const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
    if (value >= 1 && value <= last) return value;
    return new Mistake(`${named(text)} is not a whole number from 1 to ${String(last)}`);
  };
}

/** No address that mail can reach is longer (RFC 5321, 4.5.3.1.3). */
const EMAIL_CHARACTERS = 254;
const EMAIL = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+$/;
const DOMAIN = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u;

/** Lower-cased: capitals never tell two people apart. */
export function readEmail(text: string): string | Mistake {
  const email = text.toLowerCase();
  const good =
    email.length <= EMAIL_CHARACTERS && EMAIL.test(email) && DOMAIN.test(email.slice(email.indexOf('@') + 1));
  return good ? email : new Mistake(`${named(text)} is not an email address; write one address like name@example.org`);
}

/** The code by which NHS organisations know each other. */
export function readOdsCode(text: string): string | Mistake {
  const code = text.toUpperCase();
  if (/^[A-Z0-9]{2,10}$/.test(code)) return code;
  return new Mistake(`${named(text)} is not an ODS code; write 2 to 10 letters and digits without spaces`);
}

const COMPANY_DIGITS = 8;

/**
 * Companies House writes eight characters; a spreadsheet loses the zeros in front. NONE, TBC or 0 is refused: groups with
 * the same number are taken for one.
 */
export function readCompanyNumber(text: string): string | Mistake {
  const number = withoutSpaces(text).toUpperCase();
  if (/^\d{1,8}$/.test(number) && Number(number) > 0) return number.padStart(COMPANY_DIGITS, '0');
  if (/^[A-Z0-9]{1,8}$/.test(number) && /[1-9]/.test(number)) return number;
  return new Mistake(`${named(text)} is not a company number; write up to 8 letters and digits, such as 01234567`);
}

/**
 * A number of one of the three UK registers; digits alone (England and Wales) lose the zeros in front, the others are
 * written with six digits.
 */
export function readCharityNumber(text: string): string | Mistake {
  const number = inFull(withoutLeadingZeros(withoutSpaces(text).toUpperCase()));
  if (/^(?:[1-9]\d{0,7}(?:-\d{1,3})?|SC\d{1,8}|NIC\d{1,8})$/.test(number)) return number;
  return new Mistake(`${named(text)} is not a charity number; write it like 1123456, SC012345 or NIC100000`);
}

function inFull(number: string): string {
  const [, register = '', digits = ''] = /^(SC|NIC)(\d{1,6})$/.exec(number) ?? [];
  return register === '' ? number : register + digits.padStart(6, '0');
}

function withoutLeadingZeros(number: string): string {
  return /^\d+$/.test(number) ? number.replace(/^0+/, '') : number;
}

function withoutSpaces(text: string): string {
  return text.replace(/\s/g, '');
}

function meaningsOf<T extends string>(words: Readonly<Record<T, readonly string[]>>): ReadonlyMap<string, T> {
  const meanings = new Map<string, T>();
  for (const meaning of Object.keys(words) as T[]) {
    words[meaning].forEach((word) => meanings.set(folded(word), meaning));
  }
  return meanings;
}

/** The same for every spelling of a word: no capitals, spaces, underscores or hyphens. */
export function folded(text: string): string {
  return text.toLowerCase().replace(/[\s_\u2010\u2011-]+/g, '');
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
