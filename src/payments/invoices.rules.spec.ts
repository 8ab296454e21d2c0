import { calendarDate } from '../shared/calendar-date';
import {
  amountMessage,
  checkInvoiceDays,
  checkInvoiceMove,
  checkInvoiceTotal,
  daysUnchecked,
  daysUntilDisputed,
  INVOICE_STATES,
  invoiceNumberKey,
} from './invoices.rules';
import type { InvoiceMove } from './invoices.rules';

const day = calendarDate;

describe('an invoice', () => {
  it.each<[InvoiceMove, string]>([
    ['validate', 'received disputed'],
    ['dispute', 'received valid'],
    ['credit', 'received valid disputed'],
    ['correct', 'received valid disputed'],
  ])('can be moved by %s from %s and from no other state', (move, from) => {
    const may = INVOICE_STATES.filter((state) => {
      try {
        checkInvoiceMove(move, { state, frozen: false });
        return true;
      } catch {
        return false;
      }
    });
    expect(may.join(' ')).toBe(from);
  });

  it('stays as it is once a payment of it was sent, but may still be called valid', () => {
    const sent = { state: 'received', frozen: true } as const;
    expect(() => checkInvoiceMove('validate', sent)).not.toThrow();
    for (const move of ['dispute', 'credit', 'correct'] as const) {
      expect(() => checkInvoiceMove(move, sent)).toThrow('has been sent already');
    }
  });

  it('is the same however its number is spaced or written', () => {
    expect(invoiceNumberKey(' INV 14 ')).toBe(invoiceNumberKey('inv14'));
    expect(invoiceNumberKey('INV-14')).not.toBe(invoiceNumberKey('INV-15'));
  });

  it('says by how much it differs from its payments, and nothing where it does not', () => {
    expect(amountMessage(400_000, 400_000)).toBeNull();
    expect(amountMessage(400_001, 400_000)).toBe(
      'The invoice is for £4,000.01, £0.01 more than its payments together (£4,000.00).',
    );
    expect(amountMessage(300_000, 400_000)).toContain('£1,000.00 less than');
  });

  it('shows how long the health body took to dispute it, and how long nobody has checked it', () => {
    expect(daysUntilDisputed(day('2026-11-02'), day('2026-11-12'))).toBe(10);
    expect(daysUntilDisputed(day('2026-11-02'), null)).toBeNull();
    expect(daysUnchecked('received', day('2026-11-02'), day('2026-11-22'))).toBe(20);
    expect(daysUnchecked('valid', day('2026-11-02'), day('2026-11-22'))).toBeNull();
  });

  it('cannot be received tomorrow, nor dated a year ahead by mistake', () => {
    const today = day('2026-11-22');
    expect(() => checkInvoiceDays(day('2026-12-01'), today, today)).not.toThrow();
    expect(() => checkInvoiceDays(today, day('2026-11-23'), today)).toThrow(
      'It cannot have been received after today.',
    );
    expect(() => checkInvoiceDays(day('2027-11-22'), today, today)).toThrow('check the year');
    expect(() => checkInvoiceDays(day('2020-11-22'), today, today)).not.toThrow();
    expect(() => checkInvoiceDays(day('0026-11-20'), today, today)).toThrow('more than six years ago: check the year');
    expect(() => checkInvoiceDays(today, day('0026-11-20'), today)).toThrow('more than six years ago: check the year');
  });

  it('is for more than nothing', () => {
    expect(() => checkInvoiceTotal(0, 0)).toThrow('more than £0');
    expect(() => checkInvoiceTotal(1, 0)).not.toThrow();
    expect(() => checkInvoiceTotal(Number.MAX_SAFE_INTEGER, 1)).toThrow('more than any invoice is for');
  });
});
