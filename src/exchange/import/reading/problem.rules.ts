/** One thing in a file that has to be mended, and where to find it. */
export interface ImportProblem {
  file: string;
  /** As a spreadsheet numbers its rows: the header is 1, blank lines count, a line break inside a cell does not. */
  row: number;
  /** The column's name in the template, or null when the whole row or the whole file is meant. */
  column: string | null;
  /** The cell as it stands in the file, its first 100 characters. */
  value: string;
  problem: string;
}

/** What is wrong with a text that was read, in words for the person who has to mend it. */
export class Mistake {
  constructor(readonly says: string) {}
}

/** Reads a cell that is not empty and has been trimmed. */
export type Reading<T> = (text: string) => T | Mistake;

const SHOWN_CHARACTERS = 100;
const NAMED_CHARACTERS = 40;

/** The start of a text for a report. Control characters become their pictures, so that none reaches a terminal. */
export function shown(text: string): string {
  return cut(text, SHOWN_CHARACTERS).replace(/[^\P{Cc}\t\r\n]/gu, pictureOf);
}

/** A value as a sentence names it: short enough that the sentence can still be read. */
export function named(text: string): string {
  const start = cut(text, NAMED_CHARACTERS);
  return shown(start.length < text.length ? `${start}…` : text);
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  // never half of a character that takes two code units: no database or JSON reader takes it
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return text.slice(0, end);
}

const CONTROL_PICTURES = 0x2400;
const DELETE = 0x7f;

function pictureOf(control: string): string {
  const code = control.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(CONTROL_PICTURES + code);
  return code === DELETE ? '\u2421' : '\uFFFD';
}
