import fc from 'fast-check';
import { addDays, type CalendarDate } from '../../../shared/calendar-date';
import { readDate } from './date.rules';
import { Mistake } from './problem.rules';

const says = (text: string): string => {
  const date = readDate(text);
  return date instanceof Mistake ? date.says : `read as ${date}`;
};

describe('a date', () => {
  it.each([
    ['2026-04-01', '2026-04-01'],
    ['1/4/2026', '2026-04-01'],
    ['01/04/2026', '2026-04-01'],
    ['12/11/2026', '2026-11-12'],
    ['29/2/2028', '2028-02-29'],
    ['29/02/2000', '2000-02-29'],
    ['1/1/1900', '1900-01-01'],
    ['2200-12-31', '2200-12-31'],
  ])('%s is read day first as %s', (text, date) => expect(readDate(text)).toBe(date));

  it.each([
    ['31/02/2026', '31/02/2026 is not a date in the calendar; write D/M/YYYY or YYYY-MM-DD'],
    ['29/2/2026', 'not a date in the calendar'],
    ['29/2/2100', 'not a date in the calendar'],
    ['0/4/2026', 'not a date in the calendar'],
    ['31/13/2026', 'not a date in the calendar'],
    ['2026-00-10', 'not a date in the calendar'],
    ['04/13/2026', '13 as its month; the day comes first'],
    ['1/4/26', 'has a year of two digits'],
    ['01-04-26', 'has a year of two digits'],
    ['1 April 2026', 'write the month as a number'],
    ['1-Apr-2026', 'write the month as a number'],
    ['46113', "spreadsheet's number for a day"],
    ['46113.5', "spreadsheet's number for a day"],
    ['1/4/2026 00:00', 'has a time of day'],
    ['2026-04-01T09:30:00Z', 'has a time of day'],
    ['1/4/1899', 'outside the years 1900 to 2200'],
    ['2201-01-01', 'outside the years 1900 to 2200'],
    ['1.4.2026', '1.4.2026 is not a date; write D/M/YYYY or YYYY-MM-DD'],
    ['01-04-2026', 'is not a date'],
    ['2026-4-1', 'is not a date'],
    ['2026/04/01', 'is not a date'],
    ['001/4/2026', 'is not a date'],
    ['-', 'is not a date'],
  ])('%s is refused: %s', (text, reason) => expect(says(text)).toContain(reason));

  it('reads back any day of three hundred years in each way of writing it', () => {
    const day = fc.integer({ min: 0, max: 109_937 }).map((days) => addDays('1900-01-01' as CalendarDate, days));
    fc.assert(
      fc.property(day, fc.boolean(), (date, padded) => {
        const [year, month, dayOfMonth] = date.split('-') as [string, string, string];
        const short = (part: string): string => (padded ? part : String(Number(part)));
        expect(readDate(date)).toBe(date);
        expect(readDate(`${short(dayOfMonth)}/${short(month)}/${year}`)).toBe(date);
      }),
    );
  });
});
