import { calendarDate } from '../shared/calendar-date';
import { claimable, claimNow, isOverSixYears, workingOf, workingWords } from './interest-claims.rules';
import type { ClaimedPayment } from './interest-claims.rules';

const day = calendarDate;
const rates = new Map([['2026-07-01', 375]]);
const debt = (change: object = {}): NonNullable<ClaimedPayment['debt']> => ({
  instrument: 'contract_for_services',
  timing: 'in_arrears',
  dueOn: day('2026-10-30'),
  periodEndsOn: day('2026-09-30'),
  amountPence: 100_000,
  receipts: [],
  rates,
  ...change,
});
const payment = (change: Partial<ClaimedPayment> = {}): ClaimedPayment => ({
  debt: debt(),
  settledOn: null,
  earlier: [],
  ...change,
});
const TODAY = day('2026-11-22');

describe('what a group may claim', () => {
  it('is the interest so far and the fixed sum: £1,000.00, 23 days at 11.75%, and £70.00', () => {
    expect(claimable(payment(), TODAY)).toEqual({ interestPence: 740, fixedSumPence: 7_000, toOn: TODAY });
  });

  it('stops on the day on which the money was there, however late it is claimed', () => {
    const settled = payment({
      settledOn: day('2026-11-09'),
      debt: debt({ receipts: [{ receivedOn: day('2026-11-09'), pence: 100_000 }] }),
    });
    expect(claimable(settled, TODAY)).toEqual({ interestPence: 322, fixedSumPence: 7_000, toOn: '2026-11-09' });
  });

  it('is, after a claim that was paid, only the interest that has come since', () => {
    const earlier = [{ interestPence: 322, fixedSumPence: 7_000, paid: true }];
    expect(claimable(payment({ earlier }), TODAY)).toEqual({ interestPence: 418, fixedSumPence: 0, toOn: TODAY });
  });

  it('is nothing while a claim waits, and the answer says what to do', () => {
    const earlier = [{ interestPence: 322, fixedSumPence: 7_000, paid: false }];
    expect(() => claimable(payment({ earlier }), TODAY)).toThrow('withdraw it first');
  });

  it('is nothing for a grant, a payment that is not owed, and before interest runs', () => {
    expect(() => claimable(payment({ debt: debt({ instrument: 'grant' }) }), TODAY)).toThrow('a grant');
    expect(() => claimable(payment({ debt: null }), TODAY)).toThrow('Nothing is owed');
    expect(() => claimable(payment(), day('2026-10-30'))).toThrow('starts on 2026-10-31');
  });

  it('is nothing for what came in time, or where all has been paid', () => {
    const inTime = debt({ receipts: [{ receivedOn: day('2026-10-30'), pence: 100_000 }] });
    expect(() => claimable(payment({ debt: inTime, settledOn: day('2026-10-30') }), TODAY)).toThrow('came before');
    const earlier = [{ interestPence: 740, fixedSumPence: 7_000, paid: true }];
    expect(() => claimable(payment({ earlier }), TODAY)).toThrow('claimed and paid');
  });

  it('waits for a rate that nobody knows yet, and is never guessed', () => {
    expect(() => claimable(payment({ debt: debt({ rates: new Map() }) }), TODAY)).toThrow('2026 H2');
  });
});

describe('a claim that waits', () => {
  const receipt = (on: string) => [{ receivedOn: day(on), pence: 100_000 }];

  it('comes to the same as long as the ledger does', () => {
    expect(claimNow(payment(), TODAY)).toEqual({ interestPence: 740, fixedSumPence: 7_000 });
    expect(claimNow(payment({ debt: debt({ receipts: receipt('2026-11-22') }) }), TODAY)).toMatchObject({
      interestPence: 740,
    });
  });

  it('comes to less once money turns out to have come before, and to nothing where it came in time or was cancelled', () => {
    expect(claimNow(payment({ debt: debt({ receipts: receipt('2026-11-09') }) }), TODAY)).toEqual({
      interestPence: 322,
      fixedSumPence: 7_000,
    });
    const nothing = { interestPence: 0, fixedSumPence: 0 };
    expect(claimNow(payment({ debt: debt({ receipts: receipt('2026-10-30') }) }), TODAY)).toEqual(nothing);
    expect(claimNow(payment({ debt: null }), TODAY)).toEqual(nothing);
  });

  it('is reduced by what was paid before, but not by itself; without a rate nobody knows', () => {
    const earlier = [
      { interestPence: 322, fixedSumPence: 7_000, paid: true },
      { interestPence: 418, fixedSumPence: 0, paid: false },
    ];
    expect(claimNow(payment({ earlier }), TODAY)).toEqual({ interestPence: 418, fixedSumPence: 0 });
    expect(claimNow(payment({ debt: debt({ rates: new Map() }) }), TODAY)).toBeNull();
  });
});

describe('six years', () => {
  it('are over on their day, also from the 29th of February', () => {
    expect(isOverSixYears(day('2020-11-22'), day('2026-11-21'))).toBe(false);
    expect(isOverSixYears(day('2020-11-22'), day('2026-11-22'))).toBe(true);
    expect(isOverSixYears(day('2020-02-29'), day('2026-02-28'))).toBe(true);
  });
});

describe('the working', () => {
  it('names the rate and each stretch, and a part that came lowers the next', () => {
    const part = debt({ receipts: [{ receivedOn: day('2026-11-09'), pence: 40_000 }] });
    const working = workingOf({ ...part, asOf: TODAY });
    expect(working).toEqual({
      rateBp: 1175,
      startsOn: '2026-10-31',
      paidForUntil: null,
      stretches: [
        { fromOn: '2026-10-31', toOn: '2026-11-09', days: 10, outstandingPence: 100_000 },
        { fromOn: '2026-11-10', toOn: '2026-11-22', days: 13, outstandingPence: 60_000 },
      ],
    });
    const words = working === null ? [] : workingWords(working, String);
    expect(words[0]).toContain('11.75% a year');
    expect(words).toContain('From 2026-10-31 to 2026-11-09, 10 days, £1,000.00 was outstanding.');
  });

  it('says why interest on what is paid in advance begins so late', () => {
    const advance = debt({ timing: 'in_advance', dueOn: day('2026-10-01'), periodEndsOn: day('2026-10-31') });
    const working = workingOf({ ...advance, asOf: TODAY });
    expect(working).toMatchObject({ startsOn: '2026-11-01', paidForUntil: '2026-10-31' });
    const [first] = working === null ? [] : workingWords(working, String);
    expect(first).toBe(
      'It was to be paid in advance: by law interest begins after the last day that it pays for, 2026-10-31.',
    );
  });

  it('is not there before interest runs, nor without a rate', () => {
    expect(workingOf({ ...debt(), asOf: day('2026-10-30') })).toBeNull();
    expect(workingOf({ ...debt({ rates: new Map() }), asOf: TODAY })).toBeNull();
    expect(workingOf({ ...debt({ instrument: 'grant' }), asOf: TODAY })).toBeNull();
  });
});
