import { cellSafe } from './reading/cell-text.rules';

/** Somebody is called, or reached, otherwise from now on. */
export interface Renaming {
  formerName: string | null;
  name: string | null;
  formerEmail: string | null;
  email: string | null;
}

const NO_LETTER_BEFORE = '(?<![\\p{L}\\p{N}])';
const NO_LETTER_AFTER = '(?![\\p{L}\\p{N}])';

/**
 * Puts the present name and address in the place of the former ones. A name is found in any capitals and spacing; a name
 * of one word inside other text only as it was written, because many names are words as well.
 */
export function renamerOf({ formerName, name, formerEmail, email }: Renaming): (text: string) => string {
  const changes: [RegExp, string][] = [];
  if (formerEmail !== null && formerEmail !== email) changes.push([addressPattern(formerEmail), email ?? '']);
  if (formerName !== null && formerName !== name) {
    for (const pattern of namePatterns(formerName)) changes.push([pattern, name ?? '']);
  }
  return (text) => changes.reduce((changed, [pattern, present]) => changed.replace(pattern, () => present), text);
}

/** The same in each cell of a CSV file, whichever of comma, semicolon and tab parts its cells. The rest stays as it is. */
export function renameInCsv(csv: string, rename: (text: string) => string): string {
  return csv.replace(CELL, (cell) => {
    const text = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    // a cell may hold its accents in two pieces
    const renamed = rename(text.normalize('NFC'));
    return renamed === text.normalize('NFC') ? cell : csvCell(renamed);
  });
}

/** The same in every text inside a JSON value. */
export function renameInJson(value: unknown, rename: (text: string) => string): unknown {
  if (typeof value === 'string') return rename(value);
  if (Array.isArray(value)) return value.map((item) => renameInJson(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [rename(key), renameInJson(item, rename)]));
}

const CELL = /"(?:[^"]|"")*"|[^",;\t\r\n]+/g;

function csvCell(text: string): string {
  const safe = cellSafe(text);
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function addressPattern(email: string): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}._%+-])${escaped(email.normalize('NFC'))}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`,
    'giu',
  );
}

function namePatterns(name: string): RegExp[] {
  const words = name.normalize('NFC').trim().split(/\s+/u).map(escaped);
  const text = words.join('\\s+');
  const inside = `${NO_LETTER_BEFORE}${text}${NO_LETTER_AFTER}`;
  if (words.length > 1) return [new RegExp(inside, 'giu')];
  return [new RegExp(`^\\s*${text}\\s*$`, 'giu'), new RegExp(inside, 'gu')];
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');
}
