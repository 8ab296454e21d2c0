import { bankingDaysFrom } from './days';
import type { Day } from './days';
import type { Instalment } from './plan';
import type { Contract, Payment } from './portfolio';

export interface Receipt {
  on: Day;
  amountPence: number;
}

export interface Ledger {
  instalment: Instalment;
  receipts: Receipt[];
}

export function receivedOn(payment: Payment): Day {
  return payment.receivedOn ?? bankingDaysFrom(payment.sentOn ?? 0, 2);
}

export function receivedBy(ledger: Ledger, day: Day): number {
  return ledger.receipts.reduce((sum, { on, amountPence }) => (on <= day ? sum + amountPence : sum), 0);
}

export function outstandingOn(ledger: Ledger, day: Day): number {
  return ledger.instalment.amountPence - receivedBy(ledger, day);
}

/**
 * Gives each payment of one contract, in the file's order, to an instalment. What a register's payments cannot do (name
 * no instalment, or pay more than is outstanding) is handed back.
 */
export function place(
  contract: Contract,
  instalments: Instalment[],
  payments: Payment[],
): { ledgers: Ledger[]; refused: Payment[] } {
  const ledgers = instalments.map((instalment): Ledger => ({ instalment, receipts: [] }));
  const refused: Payment[] = [];
  for (const payment of inOrderOfPlacing(payments)) {
    const ledger = ledgers.find((one) => isFor(payment, one, contract));
    if (ledger === undefined || payment.amountPence > outstandingOn(ledger, Infinity)) refused.push(payment);
    else ledger.receipts.push({ on: receivedOn(payment), amountPence: payment.amountPence });
  }
  return { ledgers, refused };
}

/** By the day received; on one day those that name a date first, then the file's order (the sort is stable). */
function inOrderOfPlacing(payments: Payment[]): Payment[] {
  const rank = (payment: Payment): number => (payment.namedDate === null ? 1 : 0);
  return [...payments].sort((one, two) => receivedOn(one) - receivedOn(two) || rank(one) - rank(two));
}

function isFor({ namedDate }: Payment, ledger: Ledger, { timing }: Contract): boolean {
  const { dueOn, from } = ledger.instalment;
  if (outstandingOn(ledger, Infinity) <= 0) return false;
  return namedDate === null || namedDate === dueOn || (timing === 'advance' && namedDate === from);
}
