import { daysBetween } from '../shared/calendar-date';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { pounds } from '../shared/money';

/** received: to be checked; valid: may be paid; disputed: the group was told why not; credited: it asks for nothing any more. */
export const INVOICE_STATES = ['received', 'valid', 'disputed', 'credited'] as const;
export type InvoiceState = (typeof INVOICE_STATES)[number];

export type InvoiceMove = 'validate' | 'dispute' | 'credit' | 'correct';

/** From which states each move goes on. */
const FROM: Readonly<Record<InvoiceMove, readonly InvoiceState[]>> = {
  validate: ['received', 'disputed'],
  dispute: ['received', 'valid'],
  credit: ['received', 'valid', 'disputed'],
  correct: ['received', 'valid', 'disputed'],
};

const STANDS: Readonly<Record<InvoiceState, string>> = {
  received: 'waits to be checked',
  valid: 'is valid',
  disputed: 'is disputed',
  credited: 'was taken back',
};

/** Throws DomainError `conflict` where the move does not start from that state, or where money has left on the invoice. */
export function checkInvoiceMove(move: InvoiceMove, { state, frozen }: { state: InvoiceState; frozen: boolean }): void {
  if (!FROM[move].includes(state)) {
    throw new DomainError('conflict', `This invoice ${STANDS[state]}: nothing was changed.`);
  }
  if (frozen && move !== 'validate') {
    throw new DomainError('conflict', 'A payment of this invoice has been sent already, so it stays as it is.');
  }
}

/** The same number in capitals or with other spaces is the same invoice. */
export function invoiceNumberKey(number: string): string {
  return number.normalize('NFC').toLowerCase().replace(/\s+/gu, '');
}

/** What to say where an invoice is not for what its payments come to; null where it is. Nothing is refused for it. */
export function amountMessage(totalPence: number, paymentsPence: number): string | null {
  if (totalPence === paymentsPence) return null;
  const [more, than] = totalPence > paymentsPence ? ['more', 'than'] : ['less', 'than'];
  const difference = pounds(Math.abs(totalPence - paymentsPence));
  return `The invoice is for ${pounds(totalPence)}, ${difference} ${more} ${than} its payments together (${pounds(paymentsPence)}).`;
}

/**
 * Days that a health body took to say that it disputes an invoice; null unless it does. It must say so without undue delay
 * (Procurement Act 2023, section 68).
 */
export function daysUntilDisputed(receivedOn: CalendarDate, toldOn: CalendarDate | null): number | null {
  return toldOn === null ? null : daysBetween(receivedOn, toldOn);
}

/** Days for which nobody has checked an invoice, up to today; null once somebody has. */
export function daysUnchecked(state: InvoiceState, receivedOn: CalendarDate, today: CalendarDate): number | null {
  return state === 'received' ? Math.max(0, daysBetween(receivedOn, today)) : null;
}

/** Invoices are dated ahead where they go with a payment in advance, but not by more than so many days. */
const FURTHEST_AHEAD_DAYS = 92;
/** For longer nobody can ask for money on a simple contract (Limitation Act 1980, section 5). */
const FURTHEST_BACK_DAYS = 6 * 366;

/** Throws DomainError `invalid` for days that an invoice cannot have been written or received on. */
export function checkInvoiceDays(datedOn: CalendarDate, receivedOn: CalendarDate, today: CalendarDate): void {
  if (receivedOn > today) throw wrong('/receivedOn', 'It cannot have been received after today.');
  if (daysBetween(today, datedOn) > FURTHEST_AHEAD_DAYS) {
    throw wrong('/datedOn', 'The date is more than three months ahead: check the year.');
  }
  checkAge('/datedOn', datedOn, today);
  checkAge('/receivedOn', receivedOn, today);
}

function checkAge(pointer: string, on: CalendarDate, today: CalendarDate): void {
  if (daysBetween(on, today) > FURTHEST_BACK_DAYS) {
    throw wrong(pointer, 'The date is more than six years ago: check the year.');
  }
}

/** Throws DomainError `invalid` unless the total is more than nothing, and an amount that is counted to the penny. */
export function checkInvoiceTotal(netPence: number, vatPence: number): void {
  if (netPence + vatPence <= 0) throw wrong('/netPence', 'An invoice is for more than £0.');
  if (!Number.isSafeInteger(netPence + vatPence)) throw wrong('/netPence', 'That is more than any invoice is for.');
}

function wrong(pointer: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer, detail }]);
}
