import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { pounds } from '../shared/money';

/**
 * What the ledger of an instalment holds: money received; a receipt that was entered by mistake, taken out on its own day
 * as if it had never been there; and money that was really taken back.
 */
export type LedgerKind = 'receipt' | 'reversal' | 'recovery';

export interface LedgerLine {
  kind: LedgerKind;
  on: CalendarDate;
  /** Whole pence, more than 0. */
  pence: number;
}

export interface LedgerReading {
  receivedPence: number;
  /** The first day from which what had been received stays at the amount; null while it does not add up to it. */
  settledOn: CalendarDate | null;
  /** It had once been received in full, and the last that happened is that money was taken back. */
  takenBack: boolean;
}

interface Day {
  on: CalendarDate;
  received: number;
  recovered: number;
  /** At the end of the day. */
  total: number;
}

/** Reads a ledger day by day, so that it says the same in whatever order its lines were entered. Amounts in pence. */
export function readLedger(amountPence: number, lines: readonly LedgerLine[]): LedgerReading {
  const days = byDay(lines);
  const receivedPence = days.at(-1)?.total ?? 0;
  const lastShort = lastOf(days, ({ total }) => total < amountPence);
  const settledOn = days.find(({ on }) => on > lastShort)?.on ?? null;
  const wasFull = days.some(({ total, recovered }) => total + recovered >= amountPence);
  const takenBack =
    settledOn === null &&
    wasFull &&
    lastOf(days, ({ recovered }) => recovered > 0) >= lastOf(days, ({ received }) => received > 0);
  return { receivedPence, settledOn, takenBack };
}

/** What can still be taken back with effect from a day: on no day may more be gone than had come. In pence. */
export function recoverablePence(lines: readonly LedgerLine[], on: CalendarDate): number {
  const days = byDay(lines);
  const before = days.filter((day) => day.on <= on).at(-1)?.total ?? 0;
  return Math.min(before, ...days.filter((day) => day.on > on).map(({ total }) => total));
}

/** Throws DomainError `invalid` for money of a day that has not come. */
export function checkDay(field: string, on: CalendarDate, today: CalendarDate): void {
  if (on > today)
    throw invalid(`/${field}`, `${field} may not be after today, ${today}: enter money once it has moved.`);
}

/** Throws DomainError `invalid` for more than is outstanding. */
export function checkReceived(pence: number, outstandingPence: number): void {
  if (pence <= outstandingPence) return;
  const said =
    outstandingPence > 0
      ? `${pounds(pence)} is more than the ${pounds(outstandingPence)} still outstanding on this payment.`
      : 'This payment is fully received already.';
  throw invalid('/amountPence', `${said} Check the amount, and which payment it is for.`);
}

/** Throws DomainError `invalid` where a contract or an instalment is not one that is paid. */
export function checkPayable({ cancelled, contractCounts }: { cancelled: boolean; contractCounts: boolean }): void {
  if (cancelled) throw invalid('/instalmentId', 'This payment was cancelled, so nothing is paid on it.');
  if (!contractCounts) {
    throw invalid('/instalmentId', 'Its contract is a draft or was withdrawn, so nothing is paid on it.');
  }
}

/** Throws DomainError `invalid` where more would be taken back than had been received by a day. */
export function checkRecovered(pence: number, lines: readonly LedgerLine[], on: CalendarDate): void {
  const most = recoverablePence(lines, on);
  if (pence <= most) return;
  throw invalid('/amountPence', `At most ${pounds(most)} can be taken back from ${on} on: no more had been received.`);
}

/**
 * Takes a receipt out of the ledger that was entered by mistake, for what is right if anything came at all. Throws
 * DomainError: `conflict` where it was taken out before or more was taken back since than would be left, `invalid` where
 * it is no receipt.
 */
export function checkReversal(
  mistake: LedgerLine & { reversed: boolean },
  lines: readonly LedgerLine[],
  instead: readonly LedgerLine[],
): void {
  if (mistake.kind !== 'receipt') {
    throw new DomainError('invalid', 'Only a receipt can be entered by mistake: this is what was done about one.');
  }
  if (mistake.reversed) throw new DomainError('conflict', 'This receipt was reversed already, and counts no longer.');
  const { on, pence } = mistake;
  const left = byDay([...lines, { kind: 'reversal', on, pence }, ...instead]);
  if (left.every(({ total }) => total >= 0)) return;
  throw new DomainError(
    'conflict',
    'Some of this money was taken back later, so it did come. Correct its amount or day, or see what was taken back.',
  );
}

export function invalid(pointer: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer, detail }]);
}

function byDay(lines: readonly LedgerLine[]): Day[] {
  const days = new Map<CalendarDate, Day>();
  for (const { kind, on, pence } of lines) {
    const day = days.get(on) ?? { on, received: 0, recovered: 0, total: 0 };
    days.set(on, day);
    if (kind === 'recovery') day.recovered += pence;
    else day.received += kind === 'receipt' ? pence : -pence;
  }
  let total = 0;
  const inOrder = [...days.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
  return inOrder.map((day) => ({ ...day, total: (total += day.received - day.recovered) }));
}

/** The last day of which something is so; before all days where none is. */
function lastOf(days: readonly Day[], isSo: (day: Day) => boolean): string {
  return days.filter(isSo).at(-1)?.on ?? '';
}
