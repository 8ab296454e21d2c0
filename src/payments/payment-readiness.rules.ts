import type { CalendarDate } from '../shared/calendar-date';

/** What a payment needs, in the order in which it is shown. Only the last never holds a payment up. */
export const PAYMENT_CHECKS = [
  'payee_name',
  'invoice',
  'invoice_to_check',
  'purchase_order',
  'supplier_number',
  'coding',
  'vat',
  'schedule_acknowledged',
] as const;
export type PaymentCheck = (typeof PAYMENT_CHECKS)[number];

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
  groupId: string;
  partnershipId: string;
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
  payee_name: 'Say the name on the bank account that is paid, as the bank has it.',
  invoice: 'Send an invoice for this payment, or correct the one that is disputed.',
  invoice_to_check: 'Check the invoice that has come: say that it is valid, or what is wrong with it.',
  purchase_order: 'Raise a purchase order that covers this payment. Most run out on 31 March.',
  supplier_number: 'Enter the number under which the group is set up as a supplier.',
  coding: 'Enter the cost centre and account for the financial year in which it falls due.',
  vat: 'The contract is standard-rated, but the payment has no VAT: see which of them is right.',
  schedule_acknowledged: 'Read when you will be paid, and say so. No payment waits for it.',
};

/** What is missing before the payments of a contract can be sent, whose it is and by when, for a reader of one side. */
export function paymentReadinessOf(facts: PaymentReadinessFacts, side: 'health' | 'group'): PaymentReadinessItem[] {
  return PAYMENT_CHECKS.filter((check) => side === 'health' || !OF_LEDGER.includes(check)).map((check) => {
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

function neededByOf({ toSend, acknowledgedOn }: PaymentReadinessFacts, check: PaymentCheck): CalendarDate | null {
  if (check === 'schedule_acknowledged') return acknowledgedOn === null ? (toSend[0]?.sendByOn ?? null) : null;
  return toSend.find(({ missing }) => missing.includes(check))?.sendByOn ?? null;
}

/** A group that has not joined can do nothing here: the body that listed it writes down what it says. */
export function actsOn(check: PaymentCheck, { groupHasJoined }: { groupHasJoined: boolean }): 'health_body' | 'group' {
  const ofGroup = check === 'payee_name' || check === 'invoice' || check === 'schedule_acknowledged';
  return ofGroup && groupHasJoined ? 'group' : 'health_body';
}

function placeOf(check: PaymentCheck, { contractId, groupId, partnershipId }: PaymentReadinessFacts): string {
  const contract = `/api/v1/contracts/${contractId}`;
  const places: Readonly<Record<PaymentCheck, string>> = {
    payee_name: `/api/v1/organisations/${groupId}`,
    invoice: '/api/v1/invoices',
    invoice_to_check: `/api/v1/invoices?contractId=${contractId}&state=received`,
    purchase_order: `${contract}/purchase-orders`,
    supplier_number: `/api/v1/partnerships/${partnershipId}`,
    coding: `${contract}/codings`,
    vat: contract,
    schedule_acknowledged: `${contract}/schedule/acknowledgement`,
  };
  return places[check];
}
