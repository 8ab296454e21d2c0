import { addDays } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';

/** How long any lead of a group can stop what one of them has begun. */
export const LEAVING_DAYS = 14;

/** The last day on which a group that begins to leave today is in Accord, and on which it can still be stopped. */
export function lastDayOf(today: CalendarDate): CalendarDate {
  return addDays(today, LEAVING_DAYS);
}

/** What one payer and the group have going when the group leaves: it goes on, outside Accord. Amounts in pence. */
export interface GoesOn {
  /** Agreed and not over. */
  contracts: number;
  /** Not fully received, of contracts that count. */
  payments: number;
  pence: number;
}

export function totalOf(payers: readonly GoesOn[]): GoesOn {
  const sum = (of: (payer: GoesOn) => number) => payers.reduce((total, payer) => total + of(payer), 0);
  return {
    contracts: sum(({ contracts }) => contracts),
    payments: sum(({ payments }) => payments),
    pence: sum(({ pence }) => pence),
  };
}

/** A lead accepts what they saw: what has changed since is shown to them first. */
export function sawAll(seen: GoesOn, now: GoesOn): boolean {
  return seen.contracts === now.contracts && seen.payments === now.payments && seen.pence === now.pence;
}
