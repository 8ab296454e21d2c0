import type { PaymentCheck } from '../../shared/payment-check';
import { counted } from '../frame/wording.rules';

/** Why nobody could step in for a lead, by what was noticed. */
export const NO_DEPUTY: Readonly<Record<string, string>> = {
  nobody_named: 'Nobody is named to step in for the lead of this contract.',
  is_the_lead: 'The deputy named is the lead again, so nobody could step in.',
  has_left: 'The deputy named has left, so nobody could step in for the lead.',
};

/** "a, b and c". */
export function joined(parts: readonly string[]): string {
  const last = parts.at(-1);
  if (last === undefined || parts.length === 1) return last ?? '';
  return `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** What a payment lacks, by the check that is not met. */
const OF_PAYMENT: Readonly<Record<Exclude<PaymentCheck, 'schedule_acknowledged'>, string>> = {
  payee_name: 'the name on the group’s bank account',
  invoice: 'a valid invoice',
  invoice_to_check: 'a yes to the invoice that has come',
  purchase_order: 'a purchase order that covers it',
  supplier_number: 'a supplier number',
  coding: 'its coding (cost centre and account)',
  vat: 'its VAT',
};

/** The same of a contract too. */
const LACKED: Readonly<Record<string, string>> = {
  ...OF_PAYMENT,
  schedule_planned: 'a plan of its payments',
  lead_of_health_body: 'a lead on your side',
  lead_of_group: 'a lead of the group',
  commencement_confirmed: 'a yes of both sides to how you work together',
  decision_process: 'a way of deciding that both sides have signed',
  fit: 'a reason to go on with what does not match what the group does',
};

/** "a supplier number and an invoice"; their number, where there is none by that name. */
export function lackedBy(checks: readonly unknown[]): string {
  const known = checks.flatMap((check) => (typeof check === 'string' ? [LACKED[check] ?? ''] : ['']));
  return known.length === 0 || known.includes('') ? counted(checks.length, 'thing') : joined(known);
}
