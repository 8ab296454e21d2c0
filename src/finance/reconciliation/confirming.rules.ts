import type { CalendarDate } from '../../shared/calendar-date';
import { DomainError } from '../../shared/domain-error';
import { pounds } from '../../shared/money';
import { creditedOn } from './matching.rules';
import { isOpen } from './our-lines.rules';
import type { OurLine } from './our-lines.rules';
import type { Outcome } from './outcome.rules';

/** An entry as it is kept, that nobody else decides until the transaction ends. */
export interface EntryToDecide {
  id: string;
  bookedOn: CalendarDate;
  amountPence: number;
  currency: string;
  direction: 'debit' | 'credit';
  reversal: boolean;
  returnCode: string | null;
  outcome: Outcome;
  cause: string;
  runId: string | null;
  /** Lines to choose from, the likeliest first. */
  candidates: readonly string[];
  version: number;
}

/**
 * The lines that an entry books: all of them, to the penny. Throws DomainError `invalid` for what is none of the body's
 * lines, `conflict` where they cannot take it.
 */
export function linesToBook(entry: EntryToDecide, lines: readonly OurLine[]): OurLine[] {
  if (entry.currency !== 'GBP')
    throw new DomainError('conflict', 'It is not in pounds sterling, so it pays nothing here.');
  if (entry.cause === 'not_booked') {
    throw new DomainError('conflict', 'The bank has only announced it: take in the statement in which it is booked.');
  }
  const [first, ...rest] = lines;
  if (first === undefined) {
    const detail = 'lineId must be the id of a line of one of your runs that were sent.';
    throw new DomainError('invalid', detail, [{ pointer: '/lineId', detail }]);
  }
  if (entry.direction === 'credit') return [comingBack(entry, first)];
  if (entry.reversal) throw new DomainError('conflict', 'The bank took an entry back with it: it pays nothing.');
  return rest.length === 0 ? [taking(entry, first)] : wholeRun(entry, lines);
}

function taking(entry: EntryToDecide, line: OurLine): OurLine {
  if (!isOpen(line))
    throw new DomainError('conflict', `${line.reference} ${whyNotOpen(line)}, so it takes no further money.`);
  if (entry.amountPence > line.outstandingPence) {
    throw new DomainError(
      'conflict',
      `${pounds(entry.amountPence)} is more than the ${pounds(line.outstandingPence)} outstanding on ${line.reference}. ` +
        'Ask the bank or the group about the difference, and enter a receipt by hand.',
    );
  }
  return line;
}

function comingBack(entry: EntryToDecide, line: OurLine): OurLine {
  if (line.paidBy === 'hand') {
    throw new DomainError(
      'conflict',
      `Money of ${line.reference} was entered by hand. A receipt is reversed first; where money was taken back, it did arrive: set this entry aside.`,
    );
  }
  if (!line.live || (line.state !== 'exported' && line.state !== 'paid')) {
    throw new DomainError('conflict', `${line.reference} ${whyNotOpen(line)}, so it cannot come back.`);
  }
  if (entry.amountPence !== line.amountPence) {
    throw new DomainError(
      'conflict',
      `${pounds(entry.amountPence)} came in, and ${pounds(line.amountPence)} was sent: only a whole payment comes back.`,
    );
  }
  return line;
}

/** A run, or what of it was paid on one day. */
function wholeRun(entry: EntryToDecide, lines: readonly OurLine[]): OurLine[] {
  const open = lines.filter(isOpen);
  const days = [...new Set(open.map(({ payOn }) => payOn))];
  const parts = [open, ...days.map((day) => open.filter(({ payOn }) => payOn === day))];
  const whole = parts.find((part) => totalOf(part) === entry.amountPence);
  if (whole !== undefined) return whole;
  throw new DomainError(
    'conflict',
    `${pounds(entry.amountPence)} was debited, and ${pounds(totalOf(open))} of this run is open: choose a single payment, or ignore it.`,
  );
}

function totalOf(lines: readonly OurLine[]): number {
  return lines.reduce((sum, { outstandingPence }) => sum + outstandingPence, 0);
}

function whyNotOpen({ live, state }: OurLine): string {
  if (state === 'paid') return 'has been received in full';
  return state === 'returned' || !live ? 'came back from the bank' : `is ${state}`;
}

/** The day on which the last of the lines was in its group's account. */
export function receiptDay({ bookedOn }: EntryToDecide, lines: readonly OurLine[]): CalendarDate {
  return lines.reduce((last, line) => {
    const on = creditedOn(bookedOn, line);
    return on > last ? on : last;
  }, bookedOn);
}

/** Throws DomainError `invalid` for a day before the money left, or that has not come. */
export function assertDay({ bookedOn }: EntryToDecide, on: CalendarDate, today: CalendarDate): void {
  if (on >= bookedOn && on <= today) return;
  const detail =
    on > today
      ? `The money is not in the group’s account before ${on}: confirm it from then on.`
      : `receivedOn may not be before ${bookedOn}, when the money left your account.`;
  throw new DomainError('invalid', detail, [{ pointer: '/receivedOn', detail }]);
}
