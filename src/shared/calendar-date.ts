import { Temporal } from 'temporal-polyfill';

/**
 * A day in the calendar, written YYYY-MM-DD: never an instant, and without a time zone. As text it compares with `<`,
 * is what PostgreSQL's `date` and JSON carry, and cannot move over a clock change. Arithmetic is Temporal's, here only.
 */
export type CalendarDate = string & { readonly __calendarDate: unique symbol };

const PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** A day outside these years is a slip of the hand: none is taken from anybody, as in files. */
const [FIRST_TAKEN, LAST_TAKEN] = ['1900-01-01', '2200-12-31'];

/** The text as a date. Throws RangeError when it is no day of the calendar written YYYY-MM-DD. */
export function calendarDate(text: string): CalendarDate {
  if (!isDay(text)) throw new RangeError(`Not a calendar date: ${text}`);
  return text;
}

/** Whether it is a day that can be taken from people and programs: one of the calendar, in the years 1900 to 2200. */
export function isCalendarDate(text: string): text is CalendarDate {
  return isDay(text) && text >= FIRST_TAKEN && text <= LAST_TAKEN;
}

function isDay(text: string): text is CalendarDate {
  if (!PATTERN.test(text)) return false;
  const days = dayNumber(text as CalendarDate);
  // A day that its month has not got is read as one of the next.
  return !Number.isNaN(days) && fromDayNumber(days) === text;
}

/** Keeps the day of the month where the month has it: 31 January plus one month is the last day of February. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  return Temporal.PlainDate.from(date).add({ months }).toString() as CalendarDate;
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Days from the first to the second: 1 when the second is the day after, negative when it is before. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 1 is Monday and 7 is Sunday. */
export function dayOfWeek(date: CalendarDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

/** The day it is in England at an instant: what the product calls today. */
export function dayInLondon(instant: Date): CalendarDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO('Europe/London')
    .toPlainDate()
    .toString() as CalendarDate;
}

const MILLISECONDS_A_DAY = 86_400_000;

/** Days since 1 January 1970. A UTC day always has 24 hours, so this is exact. */
function dayNumber(date: CalendarDate): number {
  return Date.parse(`${date}T00:00:00Z`) / MILLISECONDS_A_DAY;
}

function fromDayNumber(days: number): CalendarDate {
  return new Date(days * MILLISECONDS_A_DAY).toISOString().slice(0, 10) as CalendarDate;
}
