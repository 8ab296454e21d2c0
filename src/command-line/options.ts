import { InvalidArgumentError } from 'commander';
import { isCalendarDate } from '../shared/calendar-date';
import type { CalendarDate } from '../shared/calendar-date';

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${String(least)} to ${String(most)}.`);
  };
}

export function date(text: string): CalendarDate {
  if (isCalendarDate(text)) return text;
  throw new InvalidArgumentError('It must be a date in the calendar, written YYYY-MM-DD.');
}
