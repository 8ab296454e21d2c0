import { calendarDate } from '../shared/calendar-date';
import { financialYearName, financialYearOf, firstDayOfYear, lastDayOfYear } from '../shared/financial-year';
import { orderedYears } from './purchase-orders.rules';

const day = calendarDate;
const payment = (id: string, dueOn: string, amountPence = 100_000) => ({
  id,
  number: 1,
  dueOn: day(dueOn),
  amountPence,
});
const order = (financialYear: number, valuePence: number, validTo = `${String(financialYear + 1)}-03-31`) => ({
  financialYear,
  valuePence,
  validTo: day(validTo),
});

describe('the financial year', () => {
  it('runs from 1 April to 31 March', () => {
    expect(financialYearOf(day('2027-03-31'))).toBe(2026);
    expect(financialYearOf(day('2027-04-01'))).toBe(2027);
    expect([firstDayOfYear(2026), lastDayOfYear(2026)]).toEqual(['2026-04-01', '2027-03-31']);
    expect([financialYearName(2026), financialYearName(2099)]).toEqual(['2026/27', '2099/00']);
  });
});

describe('purchase orders', () => {
  const due = [payment('april', '2027-04-01'), payment('march', '2027-03-01'), payment('february', '2027-02-01')];

  it('are drawn on by the payments that fall due in their year', () => {
    const [year] = orderedYears([order(2026, 250_000)], due);
    expect(year).toMatchObject({
      financialYear: 2026,
      orderedPence: 250_000,
      allocatedPence: 200_000,
      remainingPence: 50_000,
    });
  });

  it('end on 31 March, so that the payment of 1 April has none until the next is there', () => {
    const uncovered = (orders: Parameters<typeof orderedYears>[0]) =>
      orderedYears(orders, due).flatMap(({ notCovered }) => notCovered.map(({ id }) => id));
    expect(uncovered([order(2026, 200_000)])).toEqual(['april']);
    expect(uncovered([order(2026, 200_000), order(2027, 100_000)])).toEqual([]);
  });

  it('cover payments in the order in which they fall due, to the penny', () => {
    const notCovered = (pence: number) =>
      orderedYears([order(2026, pence)], due.slice(1))[0]?.notCovered.map(({ id }) => id);
    expect(notCovered(200_000)).toEqual([]);
    expect(notCovered(199_999)).toEqual(['march']);
    expect(notCovered(99_999)).toEqual(['february', 'march']);
  });

  it('cover nothing after the last day on which one of them is valid', () => {
    expect(orderedYears([order(2026, 900_000, '2027-02-28')], due)[0]?.notCovered.map(({ id }) => id)).toEqual([
      'march',
    ]);
  });
});
