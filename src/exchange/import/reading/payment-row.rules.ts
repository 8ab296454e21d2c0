import type { CalendarDate } from '../../../shared/calendar-date';
import type { ColumnOf } from './columns.rules';
import { readDate } from './date.rules';
import { readMoney } from './money.rules';
import type { RowCells } from './row-cells.rules';
import { readName } from './words.rules';

/** A row of the payments ledger. Of receivedOn and sentOn exactly one is a date. */
export interface PaymentRow {
  reference: string;
  healthBody: string | null;
  /** Names the instalment; null means the oldest that is not fully received. */
  dueOn: CalendarDate | null;
  amountPence: number;
  receivedOn: CalendarDate | null;
  /** Only where the day of receipt is not known. */
  sentOn: CalendarDate | null;
  paymentReference: string | null;
}

export function readPaymentRow(cells: RowCells<ColumnOf<'payments'>>): PaymentRow {
  return {
    reference: cells.required('Contract reference', readName, ''),
    healthBody: cells.optional('Health body', readName),
    dueOn: cells.optional('Due date', readDate),
    amountPence: cells.required('Amount', readMoney, 0),
    ...paidOn(cells),
    paymentReference: cells.optional('Payment reference', readName),
  };
}

function paidOn(cells: RowCells<ColumnOf<'payments'>>): Pick<PaymentRow, 'receivedOn' | 'sentOn'> {
  const before = cells.problems.length;
  const receivedOn = cells.optional('Date received', readDate);
  const sentOn = cells.optional('Date sent', readDate);
  if (receivedOn === null && sentOn === null && cells.problems.length === before) {
    cells.refuse(
      'Date received',
      'the cell is empty; write the date received, or the date sent in a column “Date sent”',
    );
  }
  return receivedOn === null ? { receivedOn, sentOn } : { receivedOn, sentOn: null };
}
