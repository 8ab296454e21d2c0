import { bankingDayOnOrBefore, bankingDaysFrom, dayInMonthOf, monthsAfter } from './days';
import type { Day } from './days';
import type { Contract } from './portfolio';

export interface Instalment {
  number: number;
  from: Day;
  /** The period's last day, included. */
  to: Day;
  dueOn: Day;
  sendByOn: Day;
  /** What is owed, VAT included. */
  amountPence: number;
}

const MONTHS = { monthly: 1, quarterly: 3, annually: 12 };

/** Without day 1 being counted twice: the period's last day is day 1 of the payment days. */
const USUAL_PAYMENT_DAYS = 30;

export function plan(contract: Contract): Instalment[] {
  const periods = periodsOf(contract);
  const shares = sharesOf(contract, periods);
  return periods.map(({ from, to }, index) => {
    const dueOn = dueDate(contract, from, to);
    const amountPence = withVat(contract, shares[index] ?? 0);
    return { number: index + 1, from, to, dueOn, sendByOn: bankingDaysFrom(dueOn, -2), amountPence };
  });
}

function periodsOf({ startsOn, endsOn, frequency }: Contract): { from: Day; to: Day; wholeTo: Day }[] {
  if (frequency === 'once') return [{ from: startsOn, to: endsOn, wholeTo: endsOn }];
  const periods = [];
  for (let count = 0; monthsAfter(startsOn, count) <= endsOn; count += MONTHS[frequency]) {
    const from = monthsAfter(startsOn, count);
    const wholeTo = monthsAfter(startsOn, count + MONTHS[frequency]) - 1;
    periods.push({ from, to: Math.min(wholeTo, endsOn), wholeTo });
  }
  return periods;
}

function sharesOf(contract: Contract, periods: { from: Day; to: Day; wholeTo: Day }[]): number[] {
  const last = periods.at(-1);
  if (last === undefined) throw new Error(`${contract.reference} has no period`);
  const whole = BigInt(last.wholeTo - last.from + 1);
  const lastDays = BigInt(last.to - last.from + 1);
  const others = BigInt(periods.length - 1);
  const each = Number((BigInt(contract.valuePence) * whole) / (others * whole + lastDays));
  const before = Array.from({ length: periods.length - 1 }, () => each);
  return [...before, contract.valuePence - each * before.length];
}

function withVat({ vat }: Contract, netPence: number): number {
  if (vat !== 'standard') return netPence;
  return netPence + Number((BigInt(netPence) * 20n + 50n) / 100n);
}

function dueDate(contract: Contract, from: Day, to: Day): Day {
  if (contract.paymentDay !== null) return bankingDayOnOrBefore(dayInMonthOf(from, contract.paymentDay));
  if (contract.timing === 'advance') return bankingDayOnOrBefore(from);
  return bankingDayOnOrBefore(to + (contract.paymentDays ?? USUAL_PAYMENT_DAYS) - 1);
}
