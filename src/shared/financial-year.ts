import { calendarDate, yearOf } from './calendar-date';
import type { CalendarDate } from './calendar-date';

/** The financial year of public bodies that a day is in, by the year in which it starts: 2026 runs from 1 April 2026 to 31 March 2027. */
export function financialYearOf(day: CalendarDate): number {
  return day.slice(5) < '04-01' ? yearOf(day) - 1 : yearOf(day);
}

/** 1 April. */
export function firstDayOfYear(financialYear: number): CalendarDate {
  return calendarDate(`${String(financialYear)}-04-01`);
}

/** 31 March of the next calendar year. */
export function lastDayOfYear(financialYear: number): CalendarDate {
  return calendarDate(`${String(financialYear + 1)}-03-31`);
}

/** SQL: the same of a column or parameter that is a date. */
export function financialYearIn(day: string): string {
  return `(extract(year from ${day} - interval '3 months')::integer)`;
}

/** SQL: 1 April of the financial year that a day is in. */
export function firstDayOfYearIn(day: string): string {
  return `make_date(${financialYearIn(day)}, 4, 1)`;
}

/** "2026/27", as people write it. */
export function financialYearName(financialYear: number): string {
  return `${String(financialYear)}/${String((financialYear + 1) % 100).padStart(2, '0')}`;
}
