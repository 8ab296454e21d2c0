import fc from 'fast-check';
import table from '../../test/oracles/bank-holidays-england-wales-2018-2028.json';
import { addDays, calendarDate } from '../shared/calendar-date';
import { BankingCalendar } from './banking-calendar.rules';
import type { ScheduleTerms } from './payment-terms.rules';
import { planSpans, without } from './planned-again.rules';
import { planSchedule } from './schedule.rules';

const calendar = new BankingCalendar(table.dates.map(calendarDate));
const day = calendarDate;
const span = (from: string, to: string) => ({ from: day(from), to: day(to) });
const terms: ScheduleTerms = {
  valuePence: 12_000_00,
  startsOn: day('2026-04-01'),
  endsOn: day('2027-03-31'),
  timing: 'in_advance',
  rhythm: 'monthly',
  vat: 'outside_scope',
};
const lines = (spans: ReturnType<typeof span>[], net: number, change: Partial<ScheduleTerms> = {}) =>
  planSpans({ ...terms, ...change }, spans, net, calendar).map(
    ({ periodStartsOn, periodEndsOn, netPence }) => `${periodStartsOn} ${periodEndsOn} ${String(netPence)}`,
  );

describe('planning some days of a contract', () => {
  it('keeps the months that the contract has from its first day', () => {
    const rest = lines([span('2026-05-30', '2026-08-30')], 300_00, {
      startsOn: day('2026-03-31'),
      endsOn: day('2026-08-30'),
    });
    expect(rest).toEqual([
      '2026-05-30 2026-05-30 319',
      '2026-05-31 2026-06-29 9893',
      '2026-06-30 2026-07-30 9893',
      '2026-07-31 2026-08-30 9895',
    ]);
  });

  it('gives a part of a quarter its share by days', () => {
    expect(lines([span('2026-12-01', '2027-03-31')], 12_300, { rhythm: 'quarterly' })).toEqual([
      '2026-12-01 2026-12-31 3100',
      '2027-01-01 2027-03-31 9200',
    ]);
  });

  it('plans the days around what is paid already', () => {
    const free = without(span('2026-04-01', '2026-09-30'), [
      span('2026-08-01', '2026-08-31'),
      span('2026-04-01', '2026-05-31'),
    ]);
    expect(free).toEqual([span('2026-06-01', '2026-07-31'), span('2026-09-01', '2026-09-30')]);
    expect(lines(free, 100)).toEqual([
      '2026-06-01 2026-06-30 33',
      '2026-07-01 2026-07-31 33',
      '2026-09-01 2026-09-30 34',
    ]);
  });

  it('refuses less than a penny for each', () => {
    expect(() => lines([span('2026-04-01', '2026-06-30')], 2)).toThrow('under one penny');
  });
});

const anyTerms = fc
  .record({
    start: fc.integer({ min: 0, max: 700 }),
    length: fc.integer({ min: 0, max: 900 }),
    valuePence: fc.integer({ min: 10_000, max: 90_000_000 }),
    rhythm: fc.constantFrom('monthly' as const, 'quarterly' as const, 'annually' as const, 'once' as const),
    timing: fc.constantFrom('in_advance' as const, 'in_arrears' as const),
  })
  .map(({ start, length, ...rest }) => {
    const startsOn = addDays(day('2024-01-01'), start);
    return { ...terms, ...rest, startsOn, endsOn: addDays(startsOn, length) };
  });

it('plans the whole of a contract as it was planned at first', () => {
  fc.assert(
    fc.property(anyTerms, (any) => {
      const whole = [{ from: any.startsOn, to: any.endsOn }];
      expect(planSpans(any, whole, any.valuePence, calendar)).toEqual(planSchedule(any, calendar));
    }),
  );
});

it('comes to what is left to the penny, and covers each day of the spans once', () => {
  const cuts = fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 60 })), { maxLength: 5 });
  fc.assert(
    fc.property(anyTerms, cuts, (any, taken) => {
      const out = taken.map(([from, length]) => ({
        from: addDays(any.startsOn, from),
        to: addDays(any.startsOn, from + length),
      }));
      const free = without({ from: any.startsOn, to: any.endsOn }, out);
      fc.pre(free.length > 0);
      const plan = planSpans(any, free, any.valuePence, calendar);
      expect(plan.reduce((sum, { netPence }) => sum + netPence, 0)).toBe(any.valuePence);
      const days = plan.flatMap(({ periodStartsOn: from, periodEndsOn: to }) => daysOf(from, to));
      expect(days).toEqual(free.flatMap(({ from, to }) => daysOf(from, to)));
      expect(new Set(days).size).toBe(days.length);
    }),
  );
});

function daysOf(from: string, to: string): string[] {
  const days = [];
  for (let each = day(from); each <= to; each = addDays(each, 1)) days.push(each);
  return days;
}
