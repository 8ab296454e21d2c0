import type { CalendarDate } from '../shared/calendar-date';
import { PAYMENT_CHECKS } from '../shared/payment-check';
import type { PaymentCheck } from '../shared/payment-check';

/** Kept by the health body of its own ledger: a group is neither told of them nor waits for them here. */
const OF_LEDGER: readonly PaymentCheck[] = ['supplier_number', 'coding'];

/** A payment that is still to be sent, and what it lacks. */
export interface PaymentToSend {
  id: string;
  number: number;
  dueOn: CalendarDate;
  sendByOn: CalendarDate;
  amountPence: number;
  missing: PaymentCheck[];
}

export interface PaymentReadinessFacts {
  contractId: string;
  contractReference: string;
  groupId: string;
  groupHasJoined: boolean;
  /** Null before anything is planned. */
  scheduleVersion: number | null;
  acknowledgedOn: CalendarDate | null;
  /** In the order in which they fall due. */
  toSend: readonly PaymentToSend[];
}

export interface PaymentReadinessItem {
  check: PaymentCheck;
  met: boolean;
  actsOn: 'health_body' | 'group';
  /** Whether no payment leaves without it. */
  blocks: boolean;
  whatToDo: string;
  /** Where to see to it: a path of the API. */
  from: string;
  /** The day by which the first payment that lacks it must be sent; null when none does. */
  neededBy: CalendarDate | null;
}

const TO_DO: Readonly<Record<PaymentCheck, string>> = {
  payee_name: 'The name on the bank account is to be recorded, as the bank has it.',
  invoice: 'An invoice is to be sent for this payment, or the one that is disputed put right.',
  invoice_to_check: 'The invoice that has come is to be checked: it is right, or something is wrong with it.',
  purchase_order: 'A purchase order is to cover this payment. Most run out on 31 March.',
  supplier_number: 'The number under which the group is set up as a supplier is to be recorded.',
  coding: 'The cost centre and account are to be recorded for the financial year in which it falls due.',
  vat: 'The contract is standard-rated, but the payment has no VAT: one of them is to be put right.',
  schedule_acknowledged: 'The group is to read when it will be paid, and to say so. No payment waits for it.',
};

/** What is missing before the payments of a contract can be sent, whose it is and by when, for a reader of one side. */
export function paymentReadinessOf(facts: PaymentReadinessFacts, side: 'health' | 'group'): PaymentReadinessItem[] {
  return PAYMENT_CHECKS.filter((check) => isAsked(check, facts, side)).map((check) => {
    const neededBy = neededByOf(facts, check);
    return {
      check,
      met: neededBy === null,
      actsOn: actsOn(check, facts),
      blocks: check !== 'schedule_acknowledged',
      whatToDo: TO_DO[check],
      from: placeOf(check, facts),
      neededBy,
    };
  });
}

/** Of a group that has not joined nobody asks that it reads its schedule here. */
function isAsked(check: PaymentCheck, { groupHasJoined }: PaymentReadinessFacts, side: 'health' | 'group'): boolean {
  if (check === 'schedule_acknowledged') return groupHasJoined;
  return side === 'health' || !OF_LEDGER.includes(check);
}

function neededByOf({ toSend, acknowledgedOn }: PaymentReadinessFacts, check: PaymentCheck): CalendarDate | null {
  if (check === 'schedule_acknowledged') return acknowledgedOn === null ? (toSend[0]?.sendByOn ?? null) : null;
  return toSend.find(({ missing }) => missing.includes(check))?.sendByOn ?? null;
}

/** A group that has not joined can do nothing here: the body that listed it writes down what it says. */
export function actsOn(check: PaymentCheck, { groupHasJoined }: { groupHasJoined: boolean }): 'health_body' | 'group' {
  const ofGroup = check === 'payee_name' || check === 'invoice' || check === 'schedule_acknowledged';
  return ofGroup && groupHasJoined ? 'group' : 'health_body';
}

function placeOf(check: PaymentCheck, { contractId, groupId }: PaymentReadinessFacts): string {
  const contract = `/api/v1/contracts/${contractId}`;
  const places: Readonly<Record<PaymentCheck, string>> = {
    payee_name: `/api/v1/organisations/${groupId}`,
    invoice: '/api/v1/invoices',
    invoice_to_check: `/api/v1/invoices?contractId=${contractId}&state=received`,
    purchase_order: `${contract}/purchase-orders`,
    supplier_number: `${contract}/payment-setup`,
    coding: `${contract}/codings`,
    vat: contract,
    schedule_acknowledged: `${contract}/schedule/acknowledgement`,
  };
  return places[check];
}

/** Of these nobody can say that they are missing where the health body keeps its ledger's codes elsewhere. */
const ONLY_WHERE_PREPARED: readonly PaymentCheck[] = ['payee_name', 'supplier_number', 'coding', 'vat'];

/** What is missing of what the health body prepares here: all of it where it codes its contracts in Accord. */
export function missingHere(missing: readonly PaymentCheck[], preparedHere: boolean): PaymentCheck[] {
  return missing.filter((check) => preparedHere || !ONLY_WHERE_PREPARED.includes(check));
}
