import { addDays, type CalendarDate, daysBetween } from '../../shared/calendar-date';

/**
 * Three laws count thirty days in three ways. They are kept apart here, each by its name: for 1 April the first two end
 * on 30 April, and for the third 1 May is still day 30.
 */

/**
 * Late Payment of Commercial Debts (Interest) Act 1998, section 4(2H): a period of 30 days beginning with the trigger, so
 * that the trigger's own day is day 1. The answer is the last day of it; interest would run from the day after.
 */
export function lastDayOfActPeriod(triggeredOn: CalendarDate): CalendarDate {
  return addDays(triggeredOn, 29);
}

/**
 * Procurement Act 2023, section 68(2): before the end of 30 days beginning with the day on which the invoice is received
 * (that day is day 1), or, if later, the day on which payment falls due by the invoice.
 */
export function lastDayOfProcurementActTerm(receivedOn: CalendarDate, fallsDueOn: CalendarDate): CalendarDate {
  return later(addDays(receivedOn, 29), fallsDueOn);
}

/**
 * Procurement Regulations 2024, regulation 38: on which day of its time a payment came; day 1 is the first day after the
 * invoice day. What came on the invoice day or before it is day 0. A payment is made when the supplier has it.
 */
export function regulation38Day(receivedOn: CalendarDate, paidOn: CalendarDate): number {
  return Math.max(0, daysBetween(receivedOn, paidOn));
}

/**
 * Better Payment Practice Code: within 30 days of the receipt of a valid invoice, or by the agreed day if that is later.
 * No statute: counted as the code is, from the day after receipt. The answer is the last day in time.
 */
export function lastDayOfPaymentCode(receivedOn: CalendarDate, agreedOn: CalendarDate): CalendarDate {
  return later(addDays(receivedOn, 30), agreedOn);
}

/**
 * Procurement Act 2023, section 69: a notice is to be published before the end of the 30 days that begin with the last day
 * of its period: by 29 April or 29 October.
 */
export function publishByDay(periodEndsOn: CalendarDate): CalendarDate {
  return addDays(periodEndsOn, 29);
}

function later(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other;
}
