import { NOT_FOUND } from '../platform';
import type { Side, Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import type { InvoiceState } from './invoices.rules';

/** An invoice that nobody else changes until the transaction ends. Amounts as text, for they may be any bigint. */
export interface LockedInvoice {
  healthBodyId: string;
  groupId: string;
  contractId: string;
  id: string;
  number: string;
  datedOn: CalendarDate;
  receivedOn: CalendarDate;
  netPence: string;
  vatPence: string;
  purchaseOrderId: string | null;
  state: InvoiceState;
  enteredBy: Side;
  /** A payment of it has left. */
  frozen: boolean;
  version: number;
}

const FIND = (tenant: string) => `
  select v.health_body_id as "healthBodyId", v.group_id as "groupId", v.contract_id as "contractId", v.id, v.number,
    v.dated_on as "datedOn", v.received_on as "receivedOn", v.net_pence as "netPence", v.vat_pence as "vatPence",
    v.purchase_order_id as "purchaseOrderId", v.state, v.entered_by_side as "enteredBy", v.version,
    invoice_is_frozen(v) as frozen
  from invoice v where v.id = $1 and ${tenant} = $2`;

/**
 * Throws DomainError `not-found` when there is no such invoice, or it is another tenant's; `forbidden` where a group would
 * change what the health body wrote down.
 */
export async function lockInvoice(tx: Tx, id: string): Promise<LockedInvoice> {
  const found = FIND(tx.actor.side === 'health' ? 'v.health_body_id' : 'v.group_id');
  const values = [id, tx.actor.organisationId];
  const [seen] = await tx.query<LockedInvoice>(found, values);
  if (seen === undefined) throw new DomainError('not-found', NOT_FOUND);
  if (tx.actor.side === 'group' && seen.enteredBy === 'health') {
    throw new DomainError('forbidden', 'The health body wrote this invoice down: ask it to put it right.');
  }
  await tx.query('select 1 from invoice v where v.health_body_id = $1 and v.id = $2 for update', [
    seen.healthBodyId,
    id,
  ]);
  const [locked] = await tx.query<LockedInvoice>(found, values);
  if (locked === undefined) throw new DomainError('not-found', NOT_FOUND);
  return locked;
}
