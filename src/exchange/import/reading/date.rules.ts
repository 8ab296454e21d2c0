import type { CalendarDate } from '../../../shared/calendar-date';
import { Mistake, named } from './problem.rules';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;

const DAY_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const YEAR_FIRST = /^(\d{4})-(\d{2})-(\d{2})$/;
const HOW = 'write D/M/YYYY or YYYY-MM-DD';

/** D/M/YYYY or YYYY-MM-DD, a day that exists, in the years 1900 to 2200. Never month first. */
export function readDate(text: string): CalendarDate | Mistake {
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) return dateOf(text, Number(dayFirst[3]), Number(dayFirst[2]), Number(dayFirst[1]));
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return dateOf(text, Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  return new Mistake(`${named(text)} ${whyNoDate(text)}`);
}

function dateOf(text: string, year: number, month: number, day: number): CalendarDate | Mistake {
  if (month > 12 && day <= 12) {
    return new Mistake(`${text} has ${String(month)} as its month; the day comes first: ${HOW}`);
  }
  if (day < 1 || day > daysIn(year, month)) {
    return new Mistake(`${text} is not a date in the calendar; ${HOW}`);
  }
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    return new Mistake(`${text} is outside the years 1900 to 2200; check the year`);
  }
  return `${String(year)}-${twoDigits(month)}-${twoDigits(day)}` as CalendarDate;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** None when there is no such month. */
function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
}

function twoDigits(value: number): string {
  return value < 10 ? `0${String(value)}` : String(value);
}

/** The first that fits says why: a time of day may hold a short year too, so it is asked for first. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/\d:\d/, `has a time of day; leave the time out: ${HOW}`],
  [/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/, 'has a year of two digits; write all four, as D/M/YYYY'],
  [/\p{L}{3}/u, `has words in it; write the month as a number: ${HOW}`],
  [/^\d{5}([.,]\d*)?$/, `is a spreadsheet's number for a day; format the column as a date before saving: ${HOW}`],
];

function whyNoDate(text: string): string {
  const reason = REASONS.find(([pattern]) => pattern.test(text));
  return reason ? reason[1] : `is not a date; ${HOW}`;
}
