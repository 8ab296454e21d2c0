import type { CalendarDate } from '../../shared/calendar-date';
import type { LineFacts } from './run-facts';

/** An account as bank files write it. */
export interface AccountFacts {
  sortCode: string;
  accountNumber: string;
  accountName: string;
}

/** A line with the account that it is paid into; null while there is none that may be used. */
export interface PayableLine extends LineFacts {
  account: AccountFacts | null;
}

/** The days on which banks work; the table of bank holidays answers. Throws outside it. */
export interface BankingDays {
  onOrBefore(day: CalendarDate): CalendarDate;
  minus(day: CalendarDate, n: number): CalendarDate;
  plus(day: CalendarDate, n: number): CalendarDate;
}
