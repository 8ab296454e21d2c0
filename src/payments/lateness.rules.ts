import { type CalendarDate, daysBetween } from '../shared/calendar-date';

export type LatenessSeverity = 'attention' | 'serious' | 'critical';

/** From how many days overdue a payment is serious and critical; settings of the health body. */
export interface LatenessThresholds {
  seriousFromDays: number;
  criticalFromDays: number;
}

export const LATENESS_THRESHOLDS: LatenessThresholds = { seriousFromDays: 8, criticalFromDays: 30 };

/** What an instalment owes on a day. One of a draft or withdrawn contract is owed nothing: give it as cancelled. */
export interface InstalmentDebt {
  dueOn: CalendarDate;
  /** Owed in all, with VAT, in pence. */
  amountPence: number;
  /** Received by the end of the day that is judged, in pence. */
  receivedPence: number;
  cancelled: boolean;
}

/** Past its due date and not fully received. Due today is not overdue yet; a held instalment is, whatever the reason. */
export function isOverdue(debt: InstalmentDebt, asOf: CalendarDate): boolean {
  return isOwed(debt) && debt.dueOn < asOf;
}

/**
 * Due today or later, not fully received, not sent yet, and to be sent by the horizon at the latest: the fifth banking day
 * after today. A send-by date that has passed is at risk too.
 */
export function isAtRisk(
  debt: InstalmentDebt & { sendByOn: CalendarDate; sent: boolean },
  asOf: CalendarDate,
  horizon: CalendarDate,
): boolean {
  return isOwed(debt) && !debt.sent && debt.dueOn >= asOf && debt.sendByOn <= horizon;
}

/** Fully received, but after the due date. `completedOn` is the day that completed the amount, null before it. */
export function isLate({ dueOn, completedOn }: { dueOn: CalendarDate; completedOn: CalendarDate | null }): boolean {
  return completedOn !== null && completedOn > dueOn;
}

/** Calendar days since the due date; 0 on the due date and before it. */
export function daysOverdue(dueOn: CalendarDate, asOf: CalendarDate): number {
  return Math.max(0, daysBetween(dueOn, asOf));
}

/** How bad so many days overdue are; null for none. */
export function latenessSeverity(days: number, thresholds = LATENESS_THRESHOLDS): LatenessSeverity | null {
  if (days < 1) return null;
  if (days >= thresholds.criticalFromDays) return 'critical';
  return days >= thresholds.seriousFromDays ? 'serious' : 'attention';
}

function isOwed({ amountPence, receivedPence, cancelled }: InstalmentDebt): boolean {
  return !cancelled && receivedPence < amountPence;
}
