import type { CalendarDate } from '../shared/calendar-date';

/**
 * The day so many calendar months after another, keeping the day of the month where the month has it. The same answer
 * as `addMonths`, by whole-number arithmetic: an import plans hundreds of thousands of periods.
 */
export function monthsAfter(start: CalendarDate, months: number): CalendarDate {
  const monthCount = yearPart(start) * 12 + monthPart(start) - 1 + months;
  const year = Math.floor(monthCount / 12);
  const month = (monthCount % 12) + 1;
  return dateOf(year, month, Math.min(dayPart(start), daysInMonth(year, month)));
}

/**
 * The day so many days after another, or before it when negative: the same answer as `addDays`. It walks month by month,
 * so it is for the few days between a period and its payment.
 */
export function daysAfter(start: CalendarDate, days: number): CalendarDate {
  let [monthCount, day] = [yearPart(start) * 12 + monthPart(start) - 1, dayPart(start) + days];
  while (day < 1) {
    monthCount -= 1;
    day += daysInMonthCount(monthCount);
  }
  while (day > daysInMonthCount(monthCount)) {
    day -= daysInMonthCount(monthCount);
    monthCount += 1;
  }
  return dateOf(Math.floor(monthCount / 12), (monthCount % 12) + 1, day);
}

/** The given day (1–28, so that every month has it) of the calendar month that a date lies in. */
export function dayOfItsMonth(date: CalendarDate, day: number): CalendarDate {
  return dateOf(yearPart(date), monthPart(date), day);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function yearPart(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

export function monthPart(date: CalendarDate): number {
  return Number(date.slice(5, 7));
}

export function dayPart(date: CalendarDate): number {
  return Number(date.slice(8, 10));
}

function daysInMonthCount(monthCount: number): number {
  return daysInMonth(Math.floor(monthCount / 12), (monthCount % 12) + 1);
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function dateOf(year: number, month: number, day: number): CalendarDate {
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}` as CalendarDate;
}

function twoDigits(part: number): string {
  return part < 10 ? `0${String(part)}` : String(part);
}
