import fc from 'fast-check';
import bacs from '../../test/oracles/bacs-calendar-vectors.json';
import table from '../../test/oracles/bank-holidays-england-wales-2018-2028.json';
import { addDays, calendarDate, type CalendarDate, dayOfWeek, daysBetween } from '../shared/calendar-date';
import { BankingCalendar } from './banking-calendar.rules';

const holidays = table.dates.map(calendarDate);
const calendar = new BankingCalendar(holidays);
const day = calendarDate;

/** Any day on which both neighbours that a rule may ask for are still inside the table. */
const insideTheTable = fc.integer({ min: 40, max: 3_970 }).map((count) => addDays(calendar.firstDay, count));

describe('the banking calendar', () => {
  it('covers the whole years of the table of bank holidays', () => {
    expect([calendar.firstDay, calendar.lastDay]).toEqual(['2018-01-01', '2028-12-31']);
  });

  it.each(holidays)('knows %s as a bank holiday', (holiday) => {
    expect(calendar.isBankingDay(holiday)).toBe(false);
  });

  it('counts Monday to Friday without bank holidays', () => {
    const week = [0, 1, 2, 3, 4, 5, 6].map((count) => addDays(day('2026-04-02'), count));
    expect(week.filter((each) => calendar.isBankingDay(each))).toEqual(['2026-04-02', '2026-04-07', '2026-04-08']);
  });

  it('goes back to the last banking day before Easter', () => {
    expect(calendar.onOrBefore(day('2026-04-06'))).toBe('2026-04-02');
  });

  it('counts the n-th banking day after and before a day, whether or not that day is one', () => {
    expect(calendar.plus(day('2026-04-04'), 1)).toBe('2026-04-07');
    expect(calendar.plus(day('2026-04-02'), 2)).toBe('2026-04-08');
    expect(calendar.minus(day('2026-04-04'), 1)).toBe('2026-04-02');
    expect(calendar.minus(day('2026-04-07'), 1)).toBe('2026-04-02');
  });

  it('gives the same answers whatever the order of the table', () => {
    expect(new BankingCalendar([...holidays].reverse()).onOrBefore(day('2022-09-19'))).toBe('2022-09-16');
  });

  it('refuses an empty table', () => {
    expect(() => new BankingCalendar([])).toThrow('The table of bank holidays is empty');
  });

  it.each(['2017-12-29', '2018-01-01', '2029-01-02'])('names its limit when asked about %s', (outside) => {
    expect(() => calendar.onOrBefore(day(outside))).toThrow(/2018 to 2028/);
  });

  it('names its limit when counting past either end', () => {
    expect(() => calendar.plus(day('2028-12-29'), 1)).toThrow(/2018 to 2028/);
    expect(() => calendar.minus(day('2018-01-02'), 1)).toThrow(/2018 to 2028/);
    expect(() => calendar.isBankingDay(day('2029-01-01'))).toThrow(/2018 to 2028/);
  });

  it('agrees with walking the days one by one', () => {
    const isBankingDay = (each: CalendarDate) => dayOfWeek(each) <= 5 && !holidays.includes(each);
    const walk = (from: CalendarDate, n: number, step: 1 | -1) => {
      let [found, left] = [from, n];
      while (left > 0) {
        found = addDays(found, step);
        if (isBankingDay(found)) left -= 1;
      }
      return found;
    };
    fc.assert(
      fc.property(insideTheTable, fc.integer({ min: 1, max: 20 }), (each, n) => {
        expect(calendar.isBankingDay(each)).toBe(isBankingDay(each));
        expect(calendar.onOrBefore(each)).toBe(walk(addDays(each, 1), 1, -1));
        expect(calendar.plus(each, n)).toBe(walk(each, n, 1));
        expect(calendar.minus(each, n)).toBe(walk(each, n, -1));
        expect(calendar.horizon(each, n)).toBe(walk(each, n, 1));
        expect(calendar.sendBy(each)).toBe(walk(each, 2, -1));
      }),
    );
  });
});

describe('the day by which a payment must be sent', () => {
  it.each(bacs.vectors)('is $latestInputDate for money that arrives on $entryDate', (published) => {
    const entry = day(published.entryDate);
    expect(calendar.sendBy(entry)).toBe(published.latestInputDate);
    expect(calendar.minus(entry, 1)).toBe(published.processingDate);
  });

  it('leaves out weekends only where it falls before the table', () => {
    expect(calendar.sendBy(day('2018-01-02'))).toBe('2017-12-28');
    expect(calendar.sendBy(day('2018-01-03'))).toBe('2017-12-29');
    expect(calendar.sendBy(day('2017-12-18'))).toBe('2017-12-14');
  });

  it('is refused for a day after the table', () => {
    expect(() => calendar.sendBy(day('2029-01-02'))).toThrow(/2018 to 2028/);
  });
});

describe('looking ahead for a report', () => {
  it('stops at the last day of the table instead of failing', () => {
    expect(calendar.horizon(day('2028-12-27'), 5)).toBe('2028-12-31');
    expect(calendar.horizon(day('2031-05-01'), 5)).toBe('2028-12-31');
  });

  it('leaves out weekends only before the table, and bank holidays from its first day on', () => {
    expect(calendar.horizon(day('2015-06-12'), 5)).toBe('2015-06-19');
    expect(calendar.horizon(day('2017-12-28'), 2)).toBe('2018-01-02');
    expect(calendar.horizon(day('2017-12-31'), 5)).toBe('2018-01-08');
  });

  it('never looks back', () => {
    const anyDay = fc.integer({ min: -2_000, max: 6_000 }).map((count) => addDays(calendar.firstDay, count));
    fc.assert(
      fc.property(anyDay, (today) => {
        const ahead = calendar.horizon(today, 5);
        expect(ahead === calendar.lastDay || daysBetween(today, ahead) >= 5).toBe(true);
      }),
    );
  });
});
