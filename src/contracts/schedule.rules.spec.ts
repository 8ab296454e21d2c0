import fc from 'fast-check';
import table from '../../test/oracles/bank-holidays-england-wales-2018-2028.json';
import { addDays, calendarDate, daysBetween } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { BankingCalendar } from './banking-calendar.rules';
import type { ScheduleTerms } from './payment-terms.rules';
import { planSchedule } from './schedule.rules';

const calendar = new BankingCalendar(table.dates.map(calendarDate));
const day = calendarDate;

/** A year's contract of £12,000, monthly in advance, unless the case says otherwise. */
const plan = (change: Partial<ScheduleTerms> = {}) =>
  planSchedule(
    {
      valuePence: 12_000_00,
      startsOn: day('2026-04-01'),
      endsOn: day('2027-03-31'),
      timing: 'in_advance',
      rhythm: 'monthly',
      vat: 'outside_scope',
      ...change,
    },
    calendar,
  );
const dueDates = (change: Partial<ScheduleTerms>) => plan(change).map((instalment) => instalment.dueOn);
const amounts = (change: Partial<ScheduleTerms>) => plan(change).map((instalment) => instalment.amountPence);

/** The refusal, with the field that it points at. */
const refusal = (change: Partial<ScheduleTerms>) => {
  try {
    return plan(change).length;
  } catch (error) {
    return error instanceof DomainError
      ? { kind: error.kind, pointer: error.fields[0]?.pointer, text: error.message }
      : error;
  }
};

describe('periods of a schedule', () => {
  it('pays a year monthly in advance in twelve instalments, each two banking days from being sent', () => {
    const schedule = plan();
    expect(schedule).toHaveLength(12);
    expect(schedule[1]).toEqual({
      number: 2,
      periodStartsOn: '2026-05-01',
      periodEndsOn: '2026-05-31',
      dueOn: '2026-05-01',
      sendByOn: '2026-04-29',
      netPence: 1_000_00,
      vatPence: 0,
      amountPence: 1_000_00,
    });
  });

  it('keeps the day of the month, counted from the start and not from the last period', () => {
    const periods = plan({ startsOn: day('2026-01-31'), endsOn: day('2026-05-30') });
    expect(periods.map((period) => [period.periodStartsOn, period.periodEndsOn])).toEqual([
      ['2026-01-31', '2026-02-27'],
      ['2026-02-28', '2026-03-30'],
      ['2026-03-31', '2026-04-29'],
      ['2026-04-30', '2026-05-30'],
    ]);
  });

  it('cuts the last period off where the contract ends', () => {
    const last = plan({ rhythm: 'quarterly', endsOn: day('2026-11-10') }).at(-1);
    expect([last?.periodStartsOn, last?.periodEndsOn]).toEqual(['2026-10-01', '2026-11-10']);
  });

  it('pays a contract that is paid once for one period, from start to end', () => {
    expect(plan({ rhythm: 'once', endsOn: day('9999-12-31') })).toMatchObject([
      { number: 1, periodStartsOn: '2026-04-01', periodEndsOn: '9999-12-31', amountPence: 12_000_00 },
    ]);
  });

  it('pays a contract of one day', () => {
    expect(plan({ endsOn: day('2026-04-01') })).toMatchObject([{ periodEndsOn: '2026-04-01', amountPence: 12_000_00 }]);
  });
});

describe('the amount of each instalment', () => {
  it('gives the odd pence to the last', () => {
    expect(amounts({ valuePence: 100_00, rhythm: 'quarterly', endsOn: day('2026-12-31') })).toEqual([
      33_33, 33_33, 33_34,
    ]);
  });

  it('gives a last part of a month its share of the days that the month would have', () => {
    // Two whole months and 15 of the 30 days of June: 100.00 × 30 ÷ 75 each.
    expect(amounts({ valuePence: 100_00, endsOn: day('2026-06-15') })).toEqual([40_00, 40_00, 20_00]);
    expect(amounts({ valuePence: 100_01, endsOn: day('2026-06-15') })).toEqual([40_00, 40_00, 20_01]);
  });

  it('stays exact where the product passes what a number can hold', () => {
    const valuePence = 4_503_599_627_370_495;
    const shared = amounts({ valuePence, startsOn: day('2026-01-01'), endsOn: day('2027-12-15') });
    expect(shared[0]).toBe(Number((BigInt(valuePence) * 31n) / (23n * 31n + 15n)));
    expect(shared.reduce((sum, each) => sum + BigInt(each), 0n)).toBe(BigInt(valuePence));
  });

  it('refuses a value under one penny an instalment', () => {
    expect(amounts({ valuePence: 12 })).toEqual(Array(12).fill(1));
    expect(refusal({ valuePence: 11 })).toMatchObject({ kind: 'invalid', pointer: '/valuePence' });
  });

  it.each([0, -1, 10.5, Number.NaN, Number.MAX_SAFE_INTEGER])('refuses %s pence as a value', (valuePence) => {
    expect(refusal({ valuePence })).toMatchObject({ kind: 'invalid', pointer: '/valuePence' });
  });

  it('adds standard VAT to each instalment, rounded half up', () => {
    const terms = { valuePence: 10_000, rhythm: 'quarterly', endsOn: day('2026-12-31'), vat: 'standard' } as const;
    expect(plan(terms).map(({ netPence, vatPence, amountPence }) => [netPence, vatPence, amountPence])).toEqual([
      [33_33, 6_67, 40_00],
      [33_33, 6_67, 40_00],
      [33_34, 6_67, 40_01],
    ]);
  });

  it.each(['outside_scope', 'exempt', 'zero'] as const)('adds no VAT when it is %s', (vat) => {
    expect(plan({ vat })[0]).toMatchObject({ netPence: 1_000_00, vatPence: 0, amountPence: 1_000_00 });
  });
});

describe('the due date', () => {
  it('in advance is the last banking day on or before the first day of the period', () => {
    // 1 August 2026 is a Saturday and 1 January 2027 a bank holiday.
    expect(dueDates({ startsOn: day('2026-08-01'), endsOn: day('2026-08-31') })).toEqual(['2026-07-31']);
    expect(dueDates({ startsOn: day('2027-01-01'), endsOn: day('2027-01-31') })).toEqual(['2026-12-31']);
  });

  it('in arrears is the last banking day within thirty days, the last day of the period being day 1', () => {
    // Day 30 from 30 April is 29 May; from 31 May it is 29 June; from 30 June 29 July.
    expect(dueDates({ timing: 'in_arrears', endsOn: day('2026-06-30') })).toEqual([
      '2026-05-29',
      '2026-06-29',
      '2026-07-29',
    ]);
    // Day 30 from 31 January is 1 March 2026, a Sunday.
    expect(dueDates({ timing: 'in_arrears', startsOn: day('2026-01-01'), endsOn: day('2026-01-31') })).toEqual([
      '2026-02-27',
    ]);
  });

  it('in arrears comes sooner when fewer payment days are agreed', () => {
    const april = { timing: 'in_arrears', endsOn: day('2026-04-30') } as const;
    expect(dueDates({ ...april, paymentDays: 1 })).toEqual(['2026-04-30']);
    expect(dueDates({ ...april, paymentDays: 10 })).toEqual(['2026-05-08']);
  });

  it('on a fixed payment day is the last banking day on or before it in the first month, whatever the timing', () => {
    // 20 June 2026 is a Saturday.
    const quarter = {
      startsOn: day('2026-06-15'),
      endsOn: day('2026-09-14'),
      rhythm: 'quarterly',
      paymentDay: 20,
    } as const;
    expect(dueDates({ ...quarter, timing: 'in_advance' })).toEqual(['2026-06-19']);
    expect(dueDates({ ...quarter, timing: 'in_arrears' })).toEqual(['2026-06-19']);
    expect(dueDates({ ...quarter, paymentDay: 1 })).toEqual(['2026-06-01']);
  });

  it.each([0, 31, 1.5])('refuses %s payment days', (paymentDays) => {
    expect(refusal({ paymentDays, timing: 'in_arrears' })).toMatchObject({ kind: 'invalid', pointer: '/paymentDays' });
  });

  it.each([0, 29, 2.5])('refuses %s as a payment day', (paymentDay) => {
    expect(refusal({ paymentDay })).toMatchObject({ kind: 'invalid', pointer: '/paymentDay' });
  });
});

describe('contracts that cannot be planned', () => {
  it('refuses an end before the start', () => {
    expect(refusal({ endsOn: day('2026-03-31') })).toMatchObject({
      pointer: '/endsOn',
      text: 'The end date 2026-03-31 is before the start date 2026-04-01: choose a later one.',
    });
  });

  it.each([
    ['a start on the bank holiday that opens the table', '2018-01-01', '2018-12-31', 'in_advance', '/startsOn'],
    ['a start before the table', '2017-06-01', '2018-12-31', 'in_advance', '/startsOn'],
    ['a start after the table', '2029-01-01', '2029-12-31', 'in_advance', '/startsOn'],
    ['a start at the end of time', '9999-12-31', '9999-12-31', 'in_arrears', '/startsOn'],
    ['an end after the table', '2028-06-01', '2029-05-31', 'in_advance', '/endsOn'],
    ['an end whose last payment falls after the table', '2028-06-01', '2028-12-31', 'in_arrears', '/endsOn'],
    ['an end a thousand years on', '2028-06-01', '3028-12-31', 'in_arrears', '/endsOn'],
  ] as const)('names the limit of the calendar and the field for %s', (_case, startsOn, endsOn, timing, pointer) => {
    const told = refusal({ startsOn: day(startsOn), endsOn: day(endsOn), timing });
    expect(told).toMatchObject({ kind: 'invalid', pointer, text: expect.stringContaining('2018 to 2028') });
  });

  it('plans a contract that runs past the table when no payment falls there', () => {
    expect(dueDates({ rhythm: 'annually', startsOn: day('2028-06-01'), endsOn: day('2029-05-31') })).toEqual([
      '2028-06-01',
    ]);
  });
});

describe('any schedule', () => {
  const terms = fc
    .record({
      valuePence: fc.integer({ min: 200, max: 5_000_000_00 }),
      startsOn: fc.integer({ min: 10, max: 2_500 }).map((count) => addDays(calendar.firstDay, count)),
      length: fc.integer({ min: 0, max: 1_400 }),
      timing: fc.constantFrom('in_advance', 'in_arrears'),
      rhythm: fc.constantFrom('monthly', 'quarterly', 'annually', 'once'),
      vat: fc.constantFrom('outside_scope', 'exempt', 'zero', 'standard'),
      paymentDays: fc.option(fc.integer({ min: 1, max: 30 })),
    })
    .map(({ length, ...rest }): ScheduleTerms => ({ ...rest, endsOn: addDays(rest.startsOn, length) }));
  const always = (judge: (terms: ScheduleTerms, schedule: ReturnType<typeof planSchedule>) => void) =>
    fc.assert(
      fc.property(terms, (each) => {
        judge(each, planSchedule(each, calendar));
      }),
      { numRuns: 400 },
    );

  it('adds up to the value of the contract, to the penny, with no instalment empty', () => {
    always(({ valuePence }, schedule) => {
      expect(schedule.reduce((sum, each) => sum + each.netPence, 0)).toBe(valuePence);
      expect(schedule.every((each) => each.netPence >= 1)).toBe(true);
      expect(schedule.every((each) => each.amountPence === each.netPence + each.vatPence)).toBe(true);
    });
  });

  it('covers each day from start to end once', () => {
    always(({ startsOn, endsOn }, schedule) => {
      expect([schedule[0]?.periodStartsOn, schedule.at(-1)?.periodEndsOn]).toEqual([startsOn, endsOn]);
      const nextStarts = schedule.slice(1).map((each) => each.periodStartsOn);
      expect(schedule.slice(0, -1).map((each) => addDays(each.periodEndsOn, 1))).toEqual(nextStarts);
      expect(schedule.map((each) => each.number)).toEqual(schedule.map((_each, index) => index + 1));
    });
  });

  it('falls due on banking days, in order, each after the day to send it by', () => {
    always((_terms, schedule) => {
      const due = schedule.map((each) => each.dueOn);
      expect(due).toEqual([...due].sort());
      expect(due.every((each) => calendar.isBankingDay(each))).toBe(true);
      expect(schedule.every((each) => each.sendByOn < each.dueOn)).toBe(true);
    });
  });

  it('is due in advance on or before its first day, and in arrears within the agreed days', () => {
    always(({ timing, paymentDays }, schedule) => {
      const latest = (each: (typeof schedule)[number]) =>
        timing === 'in_advance' ? each.periodStartsOn : addDays(each.periodEndsOn, (paymentDays ?? 30) - 1);
      expect(schedule.every((each) => each.dueOn <= latest(each))).toBe(true);
      // Never earlier than a weekend and the bank holidays around it explain.
      expect(schedule.every((each) => daysBetween(each.dueOn, latest(each)) <= 4)).toBe(true);
    });
  });
});
