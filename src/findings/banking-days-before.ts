import type { BankingCalendar } from '../contracts';
import { addDays, type CalendarDate } from '../shared/calendar-date';

/** Before the first year of the calendar only weekends are known, and five weekdays are a week. */
export function bankingDaysBefore(day: CalendarDate, count: number, calendar: BankingCalendar): CalendarDate {
  const weeks = (7 * count) / 5;
  return day < addDays(calendar.firstDay, 3 * weeks) ? addDays(day, -weeks) : calendar.minus(day, count);
}
