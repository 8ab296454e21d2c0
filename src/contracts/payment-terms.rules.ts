import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { daysAfter, monthsAfter } from './calendar-arithmetic.rules';

export type Timing = 'in_advance' | 'in_arrears' | 'on_milestone';
export type Rhythm = 'monthly' | 'quarterly' | 'annually' | 'once';
export type VatTreatment = 'outside_scope' | 'exempt' | 'zero' | 'standard';

/** What a schedule is planned from. */
export interface ScheduleTerms {
  /** Value of the contract, net of VAT, in whole pence. */
  valuePence: number;
  startsOn: CalendarDate;
  /** The last day of the contract, included. */
  endsOn: CalendarDate;
  /** Instalments on a milestone are dated by hand, so there is nothing to plan. */
  timing: Exclude<Timing, 'on_milestone'>;
  rhythm: Rhythm;
  vat: VatTreatment;
  /** In arrears: paid by this day, the last day of the period being day 1. From 1 to 30; 30 when not agreed. */
  paymentDays?: number | null;
  /** A fixed day of the month, 1 to 28, by which each instalment is paid, whatever the timing. */
  paymentDay?: number | null;
}

/** The longest the law allows: Late Payment of Commercial Debts (Interest) Act 1998 s.4, Procurement Act 2023 s.68. */
export const LONGEST_PAYMENT_DAYS = 30;

/** Monthly in advance is what a small group can live on; any other terms, a fixed payment day too, need a reason. */
export function leavesDefaultTerms(terms: { timing: Timing; rhythm: Rhythm; paymentDay: number | null }): boolean {
  return terms.timing !== 'in_advance' || terms.rhythm !== 'monthly' || terms.paymentDay !== null;
}

/** Under twelve months, both days included: 1 April to 31 March is not short. */
export function isShort({ startsOn, endsOn }: { startsOn: CalendarDate; endsOn: CalendarDate }): boolean {
  return endsOn < daysAfter(monthsAfter(startsOn, 12), -1);
}

/** Throws DomainError `invalid` with the pointer of the field to mend. */
export function assertPlannable({
  valuePence,
  startsOn,
  endsOn,
  paymentDays,
  paymentDay,
}: Pick<ScheduleTerms, 'valuePence' | 'startsOn' | 'endsOn' | 'paymentDays' | 'paymentDay'>): void {
  if (endsOn < startsOn) {
    throw refusedTerm('/endsOn', `The end date ${endsOn} is before the start date ${startsOn}: choose a later one.`);
  }
  // Half of what a safe integer holds leaves room for the VAT on top.
  if (!isWholeBetween(1, valuePence, Math.floor(Number.MAX_SAFE_INTEGER / 2))) {
    throw refusedTerm(
      '/valuePence',
      'The value must be whole pence, at least one penny and below £45,000,000,000,000.',
    );
  }
  if (!isWholeBetween(1, paymentDays ?? LONGEST_PAYMENT_DAYS, LONGEST_PAYMENT_DAYS)) {
    throw refusedTerm('/paymentDays', 'Payment days must be a whole number from 1 to 30: the law allows no longer.');
  }
  if (!isWholeBetween(1, paymentDay ?? 1, 28)) {
    throw refusedTerm(
      '/paymentDay',
      'The payment day must be a whole number from 1 to 28, so that every month has it.',
    );
  }
}

export function refusedTerm(pointer: string, message: string): DomainError {
  return new DomainError('invalid', message, [{ pointer, detail: message }]);
}

function isWholeBetween(least: number, value: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}
