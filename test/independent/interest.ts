import rates from '../oracles/statutory-late-payment-rates.json';
import { dayFromText, dayOf, partsOf } from './days';
import type { Day } from './days';
import { outstandingOn } from './placement';
import type { Ledger } from './placement';
import type { Contract } from './portfolio';

export interface Entitlement {
  statutoryInterestPence: number | null;
  fixedSumPence: number | null;
}

/** What the Late Payment of Commercial Debts (Interest) Act 1998 allows on one overdue instalment; a grant, nothing. */
export function entitlement(contract: Contract, ledger: Ledger, asOf: Day): Entitlement {
  if (contract.instrument === 'grant') return { statutoryInterestPence: null, fixedSumPence: null };
  const { dueOn, to } = ledger.instalment;
  // A fixed payment day can fall after a short last period: what is not owed yet cannot bear interest.
  const relevantDay = contract.timing === 'advance' ? Math.max(to, dueOn) : dueOn;
  if (asOf <= relevantDay) return { statutoryInterestPence: 0, fixedSumPence: 0 };
  return {
    statutoryInterestPence: interest(ledger, relevantDay, asOf),
    fixedSumPence: fixedSum(outstandingOn(ledger, relevantDay)),
  };
}

function fixedSum(outstandingPence: number): number {
  if (outstandingPence >= 1_000_000) return 10_000;
  return outstandingPence >= 100_000 ? 7_000 : 4_000;
}

function interest(ledger: Ledger, relevantDay: Day, asOf: Day): number | null {
  const rate = yearlyBasisPoints(relevantDay + 1);
  if (rate === null) return null;
  // Between two receipts nothing changes, so that the days may be taken together: a receipt counts from the day after.
  const turns = [relevantDay, ...ledger.receipts.map(({ on }) => on), asOf]
    .filter((day) => day >= relevantDay && day <= asOf)
    .sort((one, two) => one - two);
  let pennyDays = 0n;
  for (const [index, until] of turns.entries()) {
    const since = turns[index - 1] ?? relevantDay;
    pennyDays += BigInt(outstandingOn(ledger, since)) * BigInt(until - since);
  }
  return Number((pennyDays * BigInt(rate) * 2n + 3_650_000n) / 7_300_000n);
}

/** 8% and the Bank Rate of the half-year that a day is in, in hundredths of a percent; null where it is not known. */
function yearlyBasisPoints(day: Day): number | null {
  const { year, month } = partsOf(day);
  const halfYear = dayOf(year, month <= 6 ? 1 : 7, 1);
  const row = rates.rows.find(({ effectiveFrom }) => dayFromText(effectiveFrom) === halfYear);
  return row === undefined ? null : 800 + Math.round(Number(row.bankRate) * 100);
}
