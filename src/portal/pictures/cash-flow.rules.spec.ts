import { calendarDate } from '../../shared/calendar-date';
import { cashFlow } from './cash-flow.rules';
import type { AgreedPayment } from './cash-flow.rules';

/** £1,000 due on a day, and the days on which money came for it, in pounds. */
function payment(dueOn: string, receipts: Record<string, number> = {}): AgreedPayment {
  const movements = Object.entries(receipts).map(([on, pounds]) => ({ on: calendarDate(on), pence: pounds * 100 }));
  return { dueOn: calendarDate(dueOn), amountPence: 1_000_00, receipts: movements };
}

const on = (payments: readonly AgreedPayment[], today: string) => {
  const flow = cashFlow(payments, calendarDate(today));
  if (flow === null) throw new Error('There is nothing to draw.');
  return flow;
};

const APRIL_PAID = payment('2026-04-01', { '2026-04-01': 1000 });
const MAY_LATE = payment('2026-05-01', { '2026-05-11': 1000 });
const JUNE_OPEN = payment('2026-06-01');
const JULY_OPEN = payment('2026-07-01');

describe('the sentence of a cash-flow picture', () => {
  it('says first what is late, and since when', () => {
    expect(on([JULY_OPEN, APRIL_PAID, JUNE_OPEN], '2026-07-20').sentence).toBe(
      '£2,000.00 is late: payments have been behind what was agreed since 1 June 2026.',
    );
  });

  it('calls nothing late on the day that it is due', () => {
    expect(on([APRIL_PAID, JUNE_OPEN, JULY_OPEN], '2026-06-01').sentence).toBe(
      'Nothing is late. £1,000.00 of £3,000.00 has been paid; the next is due on 1 June 2026.',
    );
  });

  it('says when the first payment is due while nothing is', () => {
    expect(on([JUNE_OPEN, JULY_OPEN], '2026-05-20').sentence).toBe(
      'Nothing is due yet: the first payment is due on 1 June 2026.',
    );
  });

  it('says so when everything has come', () => {
    expect(on([APRIL_PAID, MAY_LATE], '2026-05-11').sentence).toBe('Everything has been paid: £2,000.00.');
  });

  it('counts the rest of a part payment', () => {
    const part = payment('2026-04-01', { '2026-04-01': 750 });
    expect(on([part], '2026-04-02').sentence).toMatch(/^£250\.00 is late/);
  });

  it('counts money that was taken back again as not paid', () => {
    const takenBack = payment('2026-04-01', { '2026-04-01': 1000, '2026-04-20': -1000 });
    expect(on([takenBack], '2026-04-19').latePence).toBe(0);
    expect(on([takenBack], '2026-04-20').latePence).toBe(1_000_00);
  });
});

describe('the lines of a cash-flow picture', () => {
  it('rise by what is due and by what came', () => {
    const flow = on([APRIL_PAID, MAY_LATE, JUNE_OPEN], '2026-05-20');
    expect(flow.expected.map(({ on: day, pence }) => [day, pence])).toEqual([
      ['2026-04-01', 1_000_00],
      ['2026-05-01', 2_000_00],
      ['2026-06-01', 3_000_00],
    ]);
    expect(flow.paid.at(-1)).toEqual({ on: '2026-05-11', pence: 2_000_00 });
  });

  it('know nothing of money that comes after the day that is judged', () => {
    expect(on([APRIL_PAID, MAY_LATE], '2026-05-10').paid.at(-1)?.pence).toBe(1_000_00);
  });

  it('show the late stretch from the due day to the day that the money came', () => {
    expect(on([APRIL_PAID, MAY_LATE], '2026-05-20').late).toEqual([
      { from: '2026-05-01', to: '2026-05-11', latePence: 1_000_00, expectedPence: 2_000_00 },
    ]);
  });

  it('show no payment less late because another was paid early', () => {
    const early = payment('2026-06-01', { '2026-05-02': 1000 });
    expect(on([payment('2026-05-01'), early], '2026-05-20').latePence).toBe(1_000_00);
  });

  it('go on to today while something is late, and end with the last payment when nothing is', () => {
    expect(on([JUNE_OPEN], '2026-09-03').to).toBe('2026-09-03');
    expect(on([APRIL_PAID], '2026-09-03').to).toBe('2026-04-01');
  });
});

describe('the table of a cash-flow picture', () => {
  it('has each month with running totals, and leaves open what is to come', () => {
    expect(on([APRIL_PAID, MAY_LATE, JUNE_OPEN], '2026-05-10').months).toEqual([
      { month: '2026-04-01', expectedPence: 1_000_00, paidPence: 1_000_00, latePence: 0 },
      { month: '2026-05-01', expectedPence: 2_000_00, paidPence: 1_000_00, latePence: 1_000_00 },
      { month: '2026-06-01', expectedPence: 3_000_00, paidPence: null, latePence: null },
    ]);
  });
});

it('draws nothing where nothing is planned', () => {
  expect(cashFlow([], calendarDate('2026-05-10'))).toBeNull();
});
