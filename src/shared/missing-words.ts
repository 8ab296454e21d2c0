/** What is missing before a payment can be sent, in words for whoever pays. */
const MISSING_WORDS: Readonly<Record<string, string>> = {
  payee_name: 'the payee name, which the group gives',
  supplier_number: 'the supplier number',
  coding: 'the coding of the contract for this year',
  purchase_order: 'a purchase order that covers it',
  invoice: 'a valid invoice of the group',
  invoice_to_check: 'somebody to check the invoice that has come',
  vat: 'the VAT treatment',
};

/** "the supplier number; a valid invoice of the group" */
export function missingInWords(missing: readonly string[]): string {
  return missing.map((check) => MISSING_WORDS[check] ?? check).join('; ');
}
