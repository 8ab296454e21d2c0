import fc from 'fast-check';
import { addDays, addMonths, calendarDate } from '../shared/calendar-date';
import { dayOfItsMonth, daysAfter, monthsAfter } from './calendar-arithmetic.rules';

const days = fc.integer({ min: 0, max: 120_000 }).map((count) => addDays(calendarDate('1900-01-01'), count));

describe('counting calendar months', () => {
  it('keeps the 31st where the month has it and uses the last day where it has not', () => {
    const start = calendarDate('2027-12-31');
    expect([1, 2, 3, 4].map((months) => monthsAfter(start, months))).toEqual([
      '2028-01-31',
      '2028-02-29',
      '2028-03-31',
      '2028-04-30',
    ]);
  });

  it('always gives the day that the calendar library gives', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 1_200 }), (day, months) => {
        expect(monthsAfter(day, months)).toBe(addMonths(day, months));
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds a day of the month that a date lies in', () => {
    expect(dayOfItsMonth(calendarDate('2026-02-28'), 5)).toBe('2026-02-05');
  });
});

describe('counting days', () => {
  it('always gives the day that the calendar library gives', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -800, max: 800 }), (day, count) => {
        expect(daysAfter(day, count)).toBe(addDays(day, count));
      }),
      { numRuns: 2_000 },
    );
  });
});
