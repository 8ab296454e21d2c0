import type { CalendarDate } from '../shared/calendar-date';

/** As much of the banking calendar as finding a day of payment needs. */
export interface PayCalendar {
  isBankingDay(day: CalendarDate): boolean;
  onOrBefore(day: CalendarDate): CalendarDate;
  plus(day: CalendarDate, n: number): CalendarDate;
}

/** A Bacs payment sent on one banking day arrives on the second after it. */
const BANKING_DAYS_TO_ARRIVE = 2;

/** The first day on which money can arrive that is sent today; on a day without banking it goes on the next. */
export function earliestArrival(calendar: PayCalendar, today: CalendarDate): CalendarDate {
  const sentOn = calendar.isBankingDay(today) ? today : calendar.plus(today, 1);
  return calendar.plus(sentOn, BANKING_DAYS_TO_ARRIVE);
}

/** The day on which a payment is to arrive: when it is due, but not before the run's own day. */
export function payOn(calendar: PayCalendar, dueOn: CalendarDate, earliest: CalendarDate): CalendarDate {
  return dueOn <= earliest ? earliest : laterOf(calendar.onOrBefore(dueOn), earliest);
}

export function laterOf(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other;
}
