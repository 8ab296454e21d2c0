import type { CalendarDate } from '../shared/calendar-date';
import { financialYearOf } from '../shared/financial-year';

export interface OrderFacts {
  financialYear: number;
  valuePence: number;
  validTo: CalendarDate;
}

/** A payment of the plan that was not cancelled, paid or not. */
export interface OrderedPayment {
  id: string;
  number: number;
  dueOn: CalendarDate;
  amountPence: number;
}

/** The orders of one financial year against the payments that fall due in it. Amounts in pence. */
export interface OrderedYear {
  financialYear: number;
  orderedPence: number;
  allocatedPence: number;
  /** Below nothing when more falls due than was ordered. */
  remainingPence: number;
  /** In the order in which they fall due; see `isCovered`. */
  notCovered: OrderedPayment[];
}

/**
 * Payments draw on the orders of the financial year in which they fall due, earliest first. One is covered while those up to
 * it come to no more than what was ordered for the year, and an order of the year is still valid on its day. The same as
 * `ORDER_COVERS` says in SQL.
 */
export function orderedYears(orders: readonly OrderFacts[], payments: readonly OrderedPayment[]): OrderedYear[] {
  const years = new Set([
    ...orders.map(({ financialYear }) => financialYear),
    ...payments.map(({ dueOn }) => financialYearOf(dueOn)),
  ]);
  return [...years].sort((a, b) => a - b).map((year) => orderedYear(year, orders, payments));
}

function orderedYear(
  financialYear: number,
  orders: readonly OrderFacts[],
  payments: readonly OrderedPayment[],
): OrderedYear {
  const ofYear = orders.filter((order) => order.financialYear === financialYear);
  const due = payments.filter(({ dueOn }) => financialYearOf(dueOn) === financialYear).sort(byDue);
  const orderedPence = ofYear.reduce((sum, { valuePence }) => sum + valuePence, 0);
  let allocatedPence = 0;
  const notCovered = due.filter(({ amountPence, dueOn }) => {
    allocatedPence += amountPence;
    return allocatedPence > orderedPence || ofYear.every(({ validTo }) => validTo < dueOn);
  });
  return { financialYear, orderedPence, allocatedPence, remainingPence: orderedPence - allocatedPence, notCovered };
}

function byDue(a: OrderedPayment, b: OrderedPayment): number {
  return a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn) || a.number - b.number;
}
