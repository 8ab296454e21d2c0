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
