import fc from 'fast-check';
import oracle from '../../test/oracles/late-payment-worked-examples.json';
import published from '../../test/oracles/statutory-late-payment-rates.json';
import { addDays, calendarDate, type CalendarDate, daysBetween } from '../shared/calendar-date';
import { type InterestClaim, type LedgerEntry, relevantDay, statutoryInterest } from './statutory-interest.rules';

const day = calendarDate;
const rates = new Map(published.rows.map((row) => [row.effectiveFrom, Math.round(Number(row.bankRate) * 100)]));
const receipt = (receivedOn: string, pence: number): LedgerEntry => ({ receivedOn: day(receivedOn), pence });

/** £1,000 due in arrears on 31 March 2026 and judged on 30 May, sixty days later, unless the case says otherwise. */
const judge = (change: Partial<InterestClaim> = {}) =>
  statutoryInterest({
    instrument: 'contract_for_services',
    timing: 'in_arrears',
    dueOn: day('2026-03-31'),
    periodEndsOn: day('2026-02-28'),
    amountPence: 1_000_00,
    receipts: [],
    rates,
    asOf: day('2026-05-30'),
    ...change,
  });

describe('published examples', () => {
  const examples = oracle.examples.map((example) => ({
    ...example,
    pence: Math.round(Number(example.principal) * 100),
    bankRateBp: Math.round(Number(example.ratePct) * 100) - 800,
  }));

  it.each(examples)(
    '£$principal at $ratePct per cent for $days days is £$exact',
    ({ pence, bankRateBp, days, exact }) => {
      const rate = new Map([['2026-01-01', bankRateBp]]);
      const asOf = addDays(day('2026-03-31'), days);
      expect(judge({ amountPence: pence, rates: rate, asOf }).interestPence).toBe(Math.round(Number(exact) * 100));
    },
  );

  it('differ from ours by 14p where the government rounds each day to 23p before counting fifty of them', () => {
    const [first] = examples;
    expect(first).toMatchObject({
      published: '11.50',
      exact: '11.64',
      days: 50,
      source: expect.stringContaining('gov.uk'),
    });
    expect(Math.round((1_000_00 * 0.085) / 365) * 50).toBe(11_50);
  });
});

describe('the day that interest counts from', () => {
  it('is the day after the due date in arrears and on a milestone', () => {
    expect(judge().startsOn).toBe('2026-04-01');
    expect(judge({ timing: 'on_milestone' }).startsOn).toBe('2026-04-01');
  });

  it('is the day after the period paid for in advance: that money is no debt before', () => {
    const claim = { timing: 'in_advance', dueOn: day('2026-04-01'), periodEndsOn: day('2026-04-30') } as const;
    expect(judge({ ...claim, asOf: day('2026-04-30') })).toEqual({
      interestPence: 0,
      fixedSumPence: 0,
      missingRate: null,
      startsOn: '2026-05-01',
    });
    // £1,000 for one day at 11.75%.
    expect(judge({ ...claim, asOf: day('2026-05-01') })).toMatchObject({ interestPence: 32, fixedSumPence: 70_00 });
  });

  it('is never before the payment is due, even where a payment day falls after a short last period', () => {
    expect(relevantDay({ timing: 'in_advance', dueOn: day('2026-06-19'), periodEndsOn: day('2026-06-05') })).toBe(
      '2026-06-19',
    );
  });
});

describe('the rate', () => {
  it('is 8% over the Bank Rate of the half-year in which interest starts, for the life of the debt', () => {
    // 5.00% from July 2023, though it was 4.75% and less two years later: £1,000 × 13% × 730 ÷ 365.
    const old = { dueOn: day('2023-06-30'), asOf: day('2025-06-29') };
    expect(judge(old).interestPence).toBe(260_00);
  });

  it('is picked by the day interest starts and not by the due date', () => {
    const claim = { dueOn: day('2023-06-30'), asOf: day('2023-07-01'), amountPence: 10_000_00 };
    expect(judge(claim).interestPence).toBe(Math.round((10_000_00 * 0.13) / 365));
    expect(judge({ ...claim, dueOn: day('2023-06-29'), asOf: day('2023-06-30') }).interestPence).toBe(
      Math.round((10_000_00 * 0.115) / 365),
    );
  });

  it('is never guessed: where it is missing the half-year is named and the fixed sum stands', () => {
    const unknown = { dueOn: day('2027-01-29'), asOf: day('2027-03-01') };
    expect(judge(unknown)).toEqual({
      interestPence: null,
      fixedSumPence: 70_00,
      missingRate: '2027 H1',
      startsOn: '2027-01-30',
    });
    expect(judge({ dueOn: day('2027-06-30'), asOf: day('2027-07-01') }).missingRate).toBe('2027 H2');
  });

  it('is not missed where nothing was outstanding', () => {
    const paid = { dueOn: day('2027-01-29'), asOf: day('2027-03-01'), receipts: [receipt('2027-01-29', 1_000_00)] };
    expect(judge(paid)).toMatchObject({ interestPence: 0, fixedSumPence: 0, missingRate: null });
  });
});

describe('receipts', () => {
  it('count from the day after they came', () => {
    // £1,000 to 30 April, £400 for the thirty days of May: 11.75% of (30,000 + 12,000) ÷ 365.
    expect(judge({ receipts: [receipt('2026-04-30', 600_00)] }).interestPence).toBe(13_52);
    expect(judge({ receipts: [receipt('2026-04-01', 1_000_00)] }).interestPence).toBe(32);
    expect(judge({ receipts: [receipt('2026-03-31', 1_000_00)] }).interestPence).toBe(0);
  });

  it('leave the interest that has run when the debt is paid late', () => {
    const paidLate = { receipts: [receipt('2026-04-30', 1_000_00)] };
    expect(judge({ ...paidLate, asOf: day('2026-12-01') })).toEqual(judge({ ...paidLate, asOf: day('2026-04-30') }));
  });

  it('open the debt again when they are taken back', () => {
    const takenBack = { receipts: [receipt('2026-03-31', 1_000_00), receipt('2026-05-20', -1_000_00)] };
    expect(judge(takenBack)).toMatchObject({ interestPence: 3_22, fixedSumPence: 0 });
  });
});

describe('the fixed sum', () => {
  it.each([
    [1, 40_00],
    [999_99, 40_00],
    [1_000_00, 70_00],
    [9_999_99, 70_00],
    [10_000_00, 100_00],
  ])('for %s pence outstanding is %s', (amountPence, sum) => {
    expect(judge({ amountPence, asOf: day('2026-04-01') }).fixedSumPence).toBe(sum);
  });

  it('goes by what was outstanding when the last free day was over', () => {
    expect(judge({ receipts: [receipt('2026-03-31', 1)] }).fixedSumPence).toBe(40_00);
    expect(judge({ receipts: [receipt('2026-04-01', 999_99)] }).fixedSumPence).toBe(70_00);
    expect(judge({ receipts: [receipt('2026-03-31', 1_000_00)] }).fixedSumPence).toBe(0);
  });
});

describe('a grant', () => {
  it('carries neither interest nor a fixed sum: the Act does not apply', () => {
    expect(judge({ instrument: 'grant' })).toEqual({
      interestPence: null,
      fixedSumPence: null,
      missingRate: null,
      startsOn: null,
    });
  });
});

describe('interest over any receipts', () => {
  it('is what the outstanding sum of each single day adds up to', () => {
    const dueOn = day('2025-06-30');
    const receipts = fc.array(
      fc.record({ after: fc.integer({ min: -40, max: 500 }), pence: fc.integer({ min: -20_000_00, max: 50_000_00 }) }),
      { maxLength: 6 },
    );
    const outstandingOn = (each: CalendarDate, amountPence: number, entries: readonly LedgerEntry[]) =>
      entries.filter((entry) => entry.receivedOn < each).reduce((left, entry) => left - entry.pence, amountPence);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90_000_00 }), fc.nat({ max: 450 }), receipts, (amountPence, days, made) => {
        const entries = made.map(({ after, pence }) => ({ receivedOn: addDays(dueOn, after), pence }));
        const asOf = addDays(dueOn, days);
        let pennyDays = 0n;
        for (let each = addDays(dueOn, 1); daysBetween(each, asOf) >= 0; each = addDays(each, 1)) {
          pennyDays += BigInt(Math.max(0, outstandingOn(each, amountPence, entries)));
        }
        const exact = pennyDays * 1_225n;
        const rounded = exact / 3_650_000n + (2n * (exact % 3_650_000n) >= 3_650_000n ? 1n : 0n);
        expect(judge({ dueOn, amountPence, receipts: entries, asOf }).interestPence).toBe(Number(rounded));
      }),
    );
  });
});
