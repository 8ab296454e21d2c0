import { dayInLondon, isCalendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** 2026-04-01 → "1 April 2026". */
export function day(date: CalendarDate): string {
  const [year = '', month = '', dayOfMonth = ''] = date.split('-');
  return `${String(Number(dayOfMonth))} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

/** A sentence of a service, which has dates as machines write them, as people read it. */
export function withDays(sentence: string): string {
  return sentence.replaceAll(/(?<![\w/-])\d{4}-\d{2}-\d{2}(?![\w-])/g, (date) =>
    isCalendarDate(date) ? day(date) : date,
  );
}

const TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h12',
});

/** An instant → "22 November 2026 at 3:04pm", as clocks in England show it. */
export function moment(instant: Date): string {
  return `${day(dayInLondon(instant))} at ${timeOfDay(instant)}`;
}

/** An instant → "3:04pm", as clocks in England show it. */
export function timeOfDay(instant: Date): string {
  return TIME.format(instant).replace(/\s/u, '');
}

/** 1 → "1 day", 23 → "23 days". */
export function days(count: number): string {
  return counted(count, 'day');
}

/** "every 14 days", and "every day". */
export function everyDays(count: number): string {
  return count === 1 ? 'every day' : `every ${days(count)}`;
}

/** 1, 'row' → "1 row"; 1200, 'row' → "1,200 rows"; a plural that is not just an s is given. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
