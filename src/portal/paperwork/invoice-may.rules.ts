import type { Side } from '../../shared/side';

/** Of an invoice, what decides what is offered. */
interface Facts {
  state: string;
  enteredBy: string;
  payments: readonly { state: string }[];
}

interface Reader {
  side: Side;
  roles: readonly string[];
}

/** What a reader is offered on an invoice's page. What is refused after all, the services say. */
export interface InvoiceMay {
  check: boolean;
  dispute: boolean;
  correct: boolean;
  credit: boolean;
  addFile: boolean;
  removeFile: boolean;
}

const NOTHING: InvoiceMay = {
  check: false,
  dispute: false,
  correct: false,
  credit: false,
  addFile: false,
  removeFile: false,
};

/** Approvers look, and enter nothing. */
export function mayEnter({ roles }: Pick<Reader, 'roles'>): boolean {
  return roles.some((role) => role !== 'finance_approver');
}

export function invoiceMay(actor: Reader, invoice: Facts): InvoiceMay {
  if (!mayEnter(actor) || invoice.state === 'credited') return NOTHING;
  const sent = invoice.payments.some(({ state }) => state === 'exported' || state === 'paid');
  const own = invoice.enteredBy === actor.side;
  const valid = invoice.state === 'valid';
  const kept = { correct: own && !sent, removeFile: !valid && !sent };
  return actor.side === 'group'
    ? { ...NOTHING, ...kept, credit: kept.correct, addFile: !valid }
    : { ...kept, check: !valid, dispute: invoice.state !== 'disputed' && !sent, credit: !sent, addFile: true };
}
