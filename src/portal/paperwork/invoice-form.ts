import { isUUID } from 'class-validator';
import type { Side } from '../../platform';
import { FormRefused } from '../frame/form';
import type { FormError } from '../frame/form';
import type { CalendarDate } from '../../shared/calendar-date';
import { dayIn, penceIn } from './money-in.rules';

/** What an invoice's form comes to. Amounts in pence. */
export interface FilledInvoice {
  number: string;
  datedOn: CalendarDate;
  receivedOn?: CalendarDate;
  netPence: number;
  vatPence: number;
  instalmentIds: string[];
  purchaseOrderId: string | null;
}

type Fields = Readonly<Record<string, string>>;

const PAYMENT = /^payment-(.+)$/;

/** Collects what is wrong with a form, field by field. */
class Wrong {
  readonly errors: FormError[] = [];

  /** The value; where there is none, a message at the field, and something that is never used. */
  unless<Value>(field: string, value: Value | null, message: string): Value {
    if (value === null) this.errors.push({ field, text: message });
    return value as Value;
  }

  /** Throws FormRefused when anything was wrong. */
  settle(): void {
    if (this.errors.length > 0) throw new FormRefused(422, this.errors);
  }
}

type Amounts = Pick<FilledInvoice, 'number' | 'datedOn' | 'netPence' | 'vatPence'>;

/** The answers of an invoice's form. Throws FormRefused with a message at each field that is to be mended. */
export function readInvoiceForm(fields: Fields, side: Side): FilledInvoice {
  const wrong = new Wrong();
  const amounts = amountsIn(fields, wrong);
  const came =
    side === 'group'
      ? {}
      : { receivedOn: wrong.unless('receivedOn', dayIn(textIn(fields, 'receivedOn')), 'Say on which day it came') };
  const instalmentIds = paymentsIn(fields);
  if (instalmentIds.length === 0) wrong.unless('instalmentIds', null, 'Choose the payments that it is for');
  wrong.settle();
  return { ...amounts, ...came, instalmentIds, purchaseOrderId: orderIn(fields) };
}

/** The same of a form that only puts right what stands on an invoice. */
export function readAmounts(fields: Fields): Amounts {
  const wrong = new Wrong();
  const amounts = amountsIn(fields, wrong);
  wrong.settle();
  return amounts;
}

function amountsIn(fields: Fields, wrong: Wrong): Amounts {
  const text = (field: string) => textIn(fields, field);
  const number = text('number') === '' ? null : text('number');
  return {
    number: wrong.unless('number', number, 'Say the number that stands on the invoice'),
    datedOn: wrong.unless(
      'datedOn',
      dayIn(text('datedOn')),
      'Say the date that stands on the invoice, like 20/11/2026',
    ),
    netPence: wrong.unless('netPence', penceIn(text('netPence')), 'Say the amount in pounds and pence, like 4000.00'),
    vatPence: wrong.unless('vatPence', vatIn(text('vatPence')), 'Say the VAT in pounds and pence, or leave it out'),
  };
}

function vatIn(text: string): number | null {
  return text === '' ? 0 : penceIn(text);
}

function textIn(fields: Fields, field: string): string {
  return (fields[field] ?? '').trim();
}

/** The order that it quotes; what is none of them the service says. */
function orderIn(fields: Fields): string | null {
  const id = textIn(fields, 'purchaseOrderId');
  return isUUID(id) ? id : null;
}

function paymentsIn(fields: Fields): string[] {
  return Object.keys(fields).flatMap((name) => {
    const [, id] = PAYMENT.exec(name) ?? [];
    return id !== undefined && isUUID(id) ? [id] : [];
  });
}
