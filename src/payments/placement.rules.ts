import type { CalendarDate } from '../shared/calendar-date';
import { pounds } from '../shared/money';
import type { PaymentTiming } from './statutory-interest.rules';

/** An instalment of the contract that can still be paid: not a cancelled one. Amounts in pence. */
export interface PayableInstalment {
  id: string;
  dueOn: CalendarDate;
  periodStartsOn: CalendarDate;
  timing: PaymentTiming;
  amountPence: number;
  /** Received before these payments. */
  receivedPence: number;
}

export interface IncomingPayment<Key> {
  /** What the caller knows the payment by, such as its row in the file. */
  key: Key;
  /** Names the instalment; null for the oldest that is not fully received. */
  dueOn: CalendarDate | null;
  /** Whole pence, more than 0. */
  amountPence: number;
  receivedOn: CalendarDate;
}

export interface Placement<Key> {
  key: Key;
  instalmentId: string;
}

export interface PlacementError<Key> {
  key: Key;
  column: 'Due date' | 'Amount';
  problem: string;
}

interface OpenInstalment extends PayableInstalment {
  outstandingPence: number;
}

/**
 * Says which instalment of one contract each payment pays, and which payments cannot be placed. They are placed by the
 * day they were received; of one day those that name an instalment come first, then they go in the order given. Nothing
 * is split or guessed: a payment larger than what its instalment still owes is an error, and one that is refused takes
 * nothing away from those after it.
 */
export function placePayments<Key>(
  instalments: readonly PayableInstalment[],
  payments: readonly IncomingPayment<Key>[],
): { placements: Placement<Key>[]; errors: PlacementError<Key>[] } {
  const open = instalments
    .map((each) => ({ ...each, outstandingPence: each.amountPence - each.receivedPence }))
    .sort((a, b) => compare(a.dueOn, b.dueOn));
  const placements: Placement<Key>[] = [];
  const errors: PlacementError<Key>[] = [];
  for (const payment of inPlacingOrder(payments)) {
    const found = findInstalment(open, payment);
    if ('problem' in found) {
      errors.push({ key: payment.key, ...found });
    } else {
      found.outstandingPence -= payment.amountPence;
      placements.push({ key: payment.key, instalmentId: found.id });
    }
  }
  return { placements, errors };
}

function findInstalment(
  open: readonly OpenInstalment[],
  payment: IncomingPayment<unknown>,
): OpenInstalment | Omit<PlacementError<unknown>, 'key'> {
  const { dueOn, amountPence } = payment;
  const instalment = dueOn === null ? open.find(isOwed) : named(open, dueOn, amountPence);
  if (instalment !== undefined && amountPence <= instalment.outstandingPence) return instalment;
  if (instalment !== undefined) return { column: 'Amount', problem: tooMuch(amountPence, instalment) };
  if (dueOn !== null) return { column: 'Due date', problem: noSuchInstalment(dueOn) };
  return {
    column: 'Amount',
    problem:
      `${pounds(amountPence)} cannot be placed: every instalment of this contract is fully received. ` +
      'Check the contract reference and whether the payment is already in.',
  };
}

function inPlacingOrder<Key>(payments: readonly IncomingPayment<Key>[]): IncomingPayment<Key>[] {
  // A stable sort: payments alike in both keep the order of the file.
  return [...payments].sort(
    (a, b) => compare(a.receivedOn, b.receivedOn) || Number(a.dueOn === null) - Number(b.dueOn === null),
  );
}

/**
 * The instalment due on a day, or in advance the one whose period starts on it. A short last period can fall due on the
 * same day as the one before: then the oldest that has room for the payment.
 */
function named(open: readonly OpenInstalment[], dueOn: CalendarDate, amountPence: number): OpenInstalment | undefined {
  const due = open.filter((each) => each.dueOn === dueOn);
  const starting = open.filter((each) => each.timing === 'in_advance' && each.periodStartsOn === dueOn);
  const meant = due.length > 0 ? due : starting;
  return meant.find((each) => amountPence <= each.outstandingPence) ?? meant.find(isOwed) ?? meant[0];
}

function isOwed(instalment: OpenInstalment): boolean {
  return instalment.outstandingPence > 0;
}

function tooMuch(amountPence: number, { dueOn, outstandingPence }: OpenInstalment): string {
  return (
    `${pounds(amountPence)} is more than the ${pounds(outstandingPence)} still outstanding on the instalment due on ` +
    `${dueOn}. Correct the amount, or write one row for each instalment that the payment covers.`
  );
}

function noSuchInstalment(dueOn: CalendarDate): string {
  return (
    `No instalment of this contract falls due on ${dueOn} or pays in advance for a period from that day. ` +
    'Write the due date of an instalment, or leave the cell empty to pay the oldest one.'
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
