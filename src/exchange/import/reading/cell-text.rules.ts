import { FORMULA as STARTS_FORMULA } from '../../../shared/formula';
import { Mistake } from './problem.rules';

const CHARACTERS_A_CELL = 10_000;

const PLAIN = /^[ -~]*$/;
const CONTROL = /[^\P{Cc}\t\r\n]/u;
const HARD_SPACE = /[\u00A0\u2007\u202F]/g;

const FORMULA = new RegExp(`^${STARTS_FORMULA}`, 'u');
const NEEDS_APOSTROPHE = new RegExp(`^'*${STARTS_FORMULA}`, 'u');
const HAS_APOSTROPHE = new RegExp(`^'+${STARTS_FORMULA}`, 'u');
/** What trimming takes from the start of a text, but for the tab or return that an apostrophe has kept there. */
const BLANK_START = /^[^\S\t\r]+/;

/**
 * A text as it leaves in a CSV: what a spreadsheet would take for a formula gets an apostrophe in front. So does a text
 * that already has one there, or reading it back would lose it.
 */
export function csvSafe(text: string): string {
  return NEEDS_APOSTROPHE.test(text) ? `'${text}` : text;
}

/** A cell of a file on its way back to its sender: kept as it came, so an apostrophe that is there stays the only one. */
export function cellSafe(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** What a cell says: trimmed, hard spaces as spaces, accents composed (NFC), the apostrophe of csvSafe taken off. */
export function cellText(cell: string): string | Mistake {
  if (cell.length > CHARACTERS_A_CELL && Array.from(cell).length > CHARACTERS_A_CELL) return TOO_LONG;
  if (PLAIN.test(cell)) return withoutApostrophe(cell.trim());
  if (CONTROL.test(cell)) return CONTROL_CHARACTER;
  return withoutApostrophe(cell.replace(HARD_SPACE, ' ').trim().normalize('NFC'));
}

/** Whether a spreadsheet shows nothing in the cell. */
export function isBlank(cell: string): boolean {
  return cell === '' || cell.trim() === '';
}

function withoutApostrophe(text: string): string {
  return HAS_APOSTROPHE.test(text) ? text.slice(1).replace(BLANK_START, '') : text;
}

const TOO_LONG = new Mistake('the cell is longer than 10,000 characters; shorten it');
const CONTROL_CHARACTER = new Mistake(
  'the cell holds a character that cannot be printed (a NUL or control character); delete it or type the text again',
);
