import { daysBetween } from '../../shared/calendar-date';
import { bacsText } from '../formats/bank-text.rules';
import type { EntryFacts } from './entry';
import type { OurLine } from './our-lines.rules';

const MOST_SHOWN = 5;
/** Beyond, looking at each for each entry would take long, and a person could not choose from so many anyhow. */
const MOST_LOOKED_AT = 300;
const NEAR_DAYS = 7;
/** Two letters swapped, dropped or misread. */
const MOST_SLIPS = 2;

/** Whether one of the names is the payee's as a bank carries it: capitals, no marks, cut off after eighteen. */
export function samePayee(names: readonly string[], { payeeName }: OurLine): boolean {
  const ours = lettersOf(payeeName);
  return ours !== '' && names.some((name) => lettersOf(name) === ours);
}

/** Those that are like an entry by name, reference or day, the likeliest first. Their amount is the same already. */
export function likeliest(entry: EntryFacts, lines: readonly OurLine[]): OurLine[] {
  return lines
    .slice(0, MOST_LOOKED_AT)
    .map((line) => ({ line, likeness: likeness(entry, line) }))
    .filter(({ likeness: score }) => score > 0)
    .sort((one, other) => other.likeness - one.likeness || one.line.position - other.line.position)
    .slice(0, MOST_SHOWN)
    .map(({ line }) => line);
}

function likeness(entry: EntryFacts, line: OurLine): number {
  const name = samePayee(entry.names, line) ? 4 : Number(sharesWord(entry.names, line)) * 2;
  const reference = likeReference(entry, line) ? 4 : 0;
  const near = Math.abs(daysBetween(entry.bookedOn, line.payOn)) <= NEAR_DAYS ? 1 : 0;
  return name + reference + near;
}

/** As Bacs carries a text, without what banks leave out or put in between. */
function lettersOf(text: string): string {
  return bacsText(text).replace(/[^A-Z0-9]/g, '');
}

/** Words that many payees have say nothing. */
const COMMON = new Set(['THE', 'AND', 'LTD', 'LIMITED', 'CIC', 'CIO', 'TRUST', 'GROUP', 'CHARITY', 'COMMUNITY']);

function wordsIn(name: string): string[] {
  return bacsText(name)
    .split(/[^A-Z0-9]+/)
    .filter((word) => word.length > 2 && !COMMON.has(word));
}

function sharesWord(names: readonly string[], { payeeName }: OurLine): boolean {
  const ours = new Set(wordsIn(payeeName));
  return names.some((name) => wordsIn(name).some((word) => ours.has(word)));
}

function likeReference({ reference }: EntryFacts, line: OurLine): boolean {
  const [theirs, ours] = [lettersOf(reference ?? ''), lettersOf(line.reference)];
  if (theirs === '' || ours === '') return false;
  return within(reference ?? '', ours) || slips(theirs, ours) <= MOST_SLIPS;
}

function within(text: string, key: string): boolean {
  return text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .includes(key);
}

/** How many letters have to be put in, left out or changed to make one of the other. */
function slips(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > MOST_SLIPS) return MOST_SLIPS + 1;
  const first = Array.from({ length: other.length + 1 }, (_, at) => at);
  return (
    Array.from(one)
      .reduce((row, letter) => nextRow(row, letter, other), first)
      .at(-1) ?? 0
  );
}

/** Of the table of Levenshtein: for each beginning of the other text, with one letter more of the first. */
function nextRow(row: readonly number[], letter: string, other: string): number[] {
  const next = [(row[0] ?? 0) + 1];
  for (const [at, against] of Array.from(other).entries()) {
    const change = (row[at] ?? 0) + Number(letter !== against);
    next.push(Math.min(change, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
  }
  return next;
}
