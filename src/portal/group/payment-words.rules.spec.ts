import { calendarDate } from '../../shared/calendar-date';
import { entitlementWords, moneySentence, paymentWords, periodWords, stoppedWords } from './payment-words.rules';
import type { PaymentFacts } from './payment-words.rules';

const TODAY = calendarDate('2026-11-22');
const on = calendarDate;

function payment(facts: Partial<PaymentFacts> = {}): PaymentFacts {
  return {
    state: 'planned',
    counts: true,
    suspended: false,
    dueOn: on('2026-11-01'),
    amountPence: 4_125_00,
    receivedPence: 0,
    outstandingPence: 4_125_00,
    overdue: true,
    daysOverdue: 21,
    settledOn: null,
    interestStartsOn: null,
    statutoryInterestPence: null,
    fixedSumPence: null,
    ...facts,
  };
}

describe('the first sentence that a group reads', () => {
  const last = { pence: 4_125_00, on: on('2026-11-02'), payer: 'Westmere ICB' };
  const next = { pence: 4_125_00, on: on('2026-12-01'), payer: 'Westmere ICB', stopped: null };
  const late = { pence: 4_125_00, payments: 1, oldestDueOn: on('2026-11-01'), payers: ['Westmere ICB'] };

  it('says that a payment is late, whose, how much, and since when', () => {
    expect(moneySentence({ late, last, next }, TODAY)).toBe(
      '£4,125.00 from Westmere ICB is 21 days late: it was due on 1 November 2026.',
    );
  });

  it('counts them when several are late', () => {
    const several = { ...late, pence: 8_250_00, payments: 2, payers: ['Westmere ICB', 'Northvale ICB'] };
    expect(moneySentence({ late: several, last, next }, TODAY)).toBe(
      '£8,250.00 is late: 2 payments, the oldest by 21 days.',
    );
  });

  it('says that the money came', () => {
    expect(moneySentence({ late: null, last, next }, TODAY)).toBe(
      'Nothing is late. £4,125.00 came from Westmere ICB on 2 November 2026.',
    );
  });

  it('says so when there is nothing to wait for', () => {
    expect(moneySentence({ late: null, last: null, next }, TODAY)).toBe('Nothing is late.');
    expect(moneySentence({ late: null, last: null, next: null }, TODAY)).toBe('No payment is planned at the moment.');
  });
});

describe('how a payment stands', () => {
  it('is only proposed while its contract is not agreed', () => {
    const proposed = payment({ counts: false, overdue: false, daysOverdue: 0 });
    expect(paymentWords(proposed)).toEqual({ tag: 'Proposed', colour: 'grey', more: null });
    expect(paymentWords({ ...proposed, state: 'cancelled' }).tag).toBe('Cancelled');
  });

  it('says how late it is, and what came of it', () => {
    expect(paymentWords(payment({ receivedPence: 1_000_00 }))).toEqual({
      tag: '21 days late',
      colour: 'red',
      more: '£1,000.00 of it came.',
    });
  });

  it('says when it came, and whether that was late', () => {
    const came = (day: string) => paymentWords(payment({ overdue: false, settledOn: on(day) }));
    expect(came('2026-10-30')).toMatchObject({ tag: 'Paid', more: 'Came on 30 October 2026.' });
    expect(came('2026-11-02')).toMatchObject({ tag: 'Paid late', more: 'Came on 2 November 2026, 1 day late.' });
  });

  it('is still late when it is on hold, and on hold before that', () => {
    expect(paymentWords(payment({ state: 'held' })).tag).toBe('21 days late');
    expect(paymentWords(payment({ state: 'held' })).more).toBe('It is on hold.');
    expect(paymentWords(payment({ state: 'held', overdue: false })).tag).toBe('On hold');
    expect(paymentWords(payment({ state: 'exported', receivedPence: 1_000_00 })).more).toBe(
      '£1,000.00 of it came. It was sent to the bank.',
    );
  });
});

describe('what a group may claim on a late payment', () => {
  const services = { interestStartsOn: on('2026-12-01'), statutoryInterestPence: 0, fixedSumPence: 0 };

  it('is nothing for a grant', () => {
    expect(entitlementWords(payment(), TODAY)).toBeNull();
  });

  it('names the day on which it starts', () => {
    expect(entitlementWords(payment(services), TODAY)).toBe('Statutory interest starts on 1 December 2026.');
  });

  it('is an amount from that day on, and theirs to claim or not', () => {
    const runs = { ...services, statutoryInterestPence: 12_34, fixedSumPence: 70_00 };
    expect(entitlementWords(payment(runs), on('2026-12-20'))).toBe(
      'You may claim £12.34 statutory interest so far and £70.00 besides. Whether you do is up to you.',
    );
  });

  it('stays an amount once the money came, if that was after interest began', () => {
    const came = { ...services, overdue: false, settledOn: on('2026-12-09') };
    const late = { ...came, statutoryInterestPence: 3_22, fixedSumPence: 70_00 };
    expect(entitlementWords(payment(late), on('2026-12-20'))).toBe(
      'You may claim £3.22 statutory interest and £70.00 besides. Whether you do is up to you.',
    );
    expect(entitlementWords(payment({ ...late, statutoryInterestPence: 0 }), on('2026-12-20'))).toContain(
      'You may claim a fixed sum of £70.00.',
    );
    expect(entitlementWords(payment({ ...came, settledOn: on('2026-11-09') }), on('2026-12-20'))).toBeNull();
    expect(entitlementWords(payment({ ...services, overdue: false }), on('2026-12-20'))).toBeNull();
  });

  it('is what was claimed, and after that only what came since', () => {
    const runs = { ...services, statutoryInterestPence: 12_34, fixedSumPence: 70_00 };
    const waiting = { pence: 80_00, on: on('2026-12-18') };
    expect(entitlementWords(payment(runs), on('2026-12-20'), { waiting, paid: null })).toBe(
      'You claimed £80.00 on 18 December 2026. It waits to be paid.',
    );
    const paid = { interestPence: 10_00, fixedSumPence: 70_00, on: on('2026-12-19') };
    expect(entitlementWords(payment(runs), on('2026-12-20'), { waiting: null, paid })).toBe(
      'You may claim £2.34 statutory interest so far. Whether you do is up to you.',
    );
    const all = { ...paid, interestPence: 12_34 };
    expect(entitlementWords(payment(runs), on('2026-12-20'), { waiting: null, paid: all })).toBe(
      'What you claimed for it was paid on 19 December 2026.',
    );
  });

  it('says so when the rate is not known', () => {
    const open = { ...services, statutoryInterestPence: null, fixedSumPence: 40_00 };
    expect(entitlementWords(payment(open), on('2026-12-20'))).toMatch(/rate is not on record yet/);
  });
});

describe('what a payment is for', () => {
  it.each([
    ['2026-11-01', '2026-11-30', 'November 2026'],
    ['2026-02-01', '2026-02-28', 'February 2026'],
    ['2026-10-01', '2026-12-31', '1 October to 31 December 2026'],
    ['2026-12-15', '2027-01-14', '15 December 2026 to 14 January 2027'],
  ])('from %s to %s is %s', (from, to, words) => {
    expect(periodWords(on(from), on(to))).toBe(words);
  });
});

describe('a payment of a suspended contract', () => {
  it('is not said to come, and late all the same once its day has passed', () => {
    expect(paymentWords(payment({ suspended: true, overdue: false }))).toMatchObject({ tag: 'Suspended', more: null });
    expect(paymentWords(payment({ suspended: true }))).toMatchObject({
      tag: '21 days late',
      more: 'Its contract is suspended.',
    });
    expect(paymentWords(payment({ suspended: true, state: 'exported', overdue: false })).tag).toBe('Sent');
  });

  it('is named with what is in its way, as is one on hold', () => {
    expect(stoppedWords({ state: 'planned', contractSuspended: true })).toContain('suspended');
    expect(stoppedWords({ state: 'held', contractSuspended: false })).toContain('on hold');
    expect(stoppedWords({ state: 'approved', contractSuspended: false })).toBeNull();
  });
});
