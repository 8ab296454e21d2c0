import { type CalendarDate, daysBetween } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import type { Side } from '../shared/side';

/** How a case ends: the money is there, the group is content with the answer, or nothing is owed any more. */
export const RESOLUTIONS = ['arrived', 'answered', 'not_owed'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** The payment that a case is about. */
export interface PaymentOfCase {
  dueOn: CalendarDate;
  /** Received in full. */
  settled: boolean;
  cancelled: boolean;
  /** False while its contract is a draft or withdrawn. */
  contractCounts: boolean;
}

/**
 * A group asks about what is due and has not come; the health body may open a case earlier, for what it foresees. Throws
 * DomainError `conflict` where there is nothing to ask about.
 */
export function checkOpening(side: Side, payment: PaymentOfCase, today: CalendarDate): void {
  const why = whyNotOpen(side, payment, today);
  if (why !== null) throw conflict(why);
}

/** The same as yes or no. */
export function mayOpen(side: Side, payment: PaymentOfCase, today: CalendarDate): boolean {
  return whyNotOpen(side, payment, today) === null;
}

function whyNotOpen(side: Side, payment: PaymentOfCase, today: CalendarDate): string | null {
  if (payment.settled) return 'This payment has been received in full.';
  if (payment.cancelled || !payment.contractCounts) return 'This payment is not owed: nothing is to come.';
  if (side === 'health' || payment.dueOn < today) return null;
  return `This payment is due on ${payment.dueOn}: it is late from the day after.`;
}

/**
 * The group closes a case whenever it likes. The health body closes one only when the money is there in full, or when
 * none is owed: a payer does not close it by saying so. Throws DomainError `invalid` with the field, or `conflict`.
 */
export function checkClosing(side: Side, resolution: Resolution, payment: PaymentOfCase): void {
  if (side === 'group') {
    if (resolution === 'not_owed') throw invalid('That nothing is owed is for the health body to say.');
    return;
  }
  if (resolution === 'answered') throw invalid('That it is answered is for the group to say.');
  if (resolution === 'not_owed' && !payment.cancelled) {
    throw conflict('This payment is not cancelled: it is still owed.');
  }
  if (resolution === 'arrived' && !payment.settled) {
    throw conflict('This payment has not been received in full. The case closes by itself on the day it is.');
  }
}

/** Calendar days since a case was opened, up to the day on which it was closed. */
export function daysOpen(openedOn: CalendarDate, resolvedOn: CalendarDate | null, today: CalendarDate): number {
  return Math.max(0, daysBetween(openedOn, resolvedOn ?? today));
}

function conflict(detail: string): DomainError {
  return new DomainError('conflict', detail);
}

function invalid(detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: '/resolution', detail }]);
}
