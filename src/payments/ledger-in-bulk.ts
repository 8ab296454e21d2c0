import { v7 as uuid } from 'uuid';
import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { foldName } from '../shared/text';
import { contractCounts } from './instalment-standing.service';
import type { ReceiptSource } from './ledger-writer';

/** Money that came for one instalment. */
export interface ReceiptToWrite {
  instalmentId: string;
  /** Whole pence, above 0. */
  pence: number;
  on: CalendarDate;
  reference: string;
}

const LOCK = `select count(*) from (select 1 from instalment i where i.health_body_id = $1 and i.id = any ($2::uuid[])
  order by i.id for no key update) locked`;

const NOT_PAYABLE = `
  select w.id from (select u.id, sum(u.pence) as pence from unnest($2::uuid[], $3::bigint[]) u (id, pence) group by u.id) w
  left join instalment i on i.health_body_id = $1 and i.id = w.id
  left join contract c on c.health_body_id = i.health_body_id and c.id = i.contract_id
  where i.id is null or i.state = 'cancelled' or w.pence > i.amount_pence - i.received_pence
    or not (${contractCounts('c', '$4::date')})
  limit 1`;

const WRITE = `
  insert into receipt (health_body_id, group_id, contract_id, instalment_id, source, recorded_by, id, kind, amount_pence,
    received_on, reference, reference_key)
  select i.health_body_id, i.group_id, i.contract_id, i.id, $2, $3, u.id, 'receipt', u.pence, u.received_on, u.reference,
    u.reference_key
  from unnest($4::uuid[], $5::uuid[], $6::bigint[], $7::date[], $8::text[], $9::text[])
    u (id, instalment_id, pence, received_on, reference, reference_key)
  join instalment i on i.health_body_id = $1 and i.id = u.instalment_id`;

/**
 * Receipts of any number of instalments in three statements; answers their ids in the same order. Throws DomainError
 * `conflict` when one of the instalments is not there to be paid, or less is outstanding on it.
 */
export async function writeReceipts(
  tx: Tx,
  receipts: readonly ReceiptToWrite[],
  { source, today }: { source: ReceiptSource; today: CalendarDate },
): Promise<string[]> {
  const { organisationId, id: who } = tx.actor;
  const [instalments, pence] = [receipts.map(({ instalmentId }) => instalmentId), receipts.map((r) => r.pence)];
  await tx.query(LOCK, [organisationId, instalments]);
  const [wrong] = await tx.query(NOT_PAYABLE, [organisationId, instalments, pence, today]);
  if (wrong !== undefined) {
    throw new DomainError(
      'conflict',
      'This is more than is still outstanding on the payment, or the payment was cancelled: nothing was booked.',
    );
  }
  const ids = receipts.map(() => uuid());
  await tx.query(WRITE, [
    organisationId,
    source,
    who,
    ids,
    instalments,
    pence,
    receipts.map(({ on }) => on),
    receipts.map(({ reference }) => reference),
    receipts.map(({ reference }) => foldName(reference)),
  ]);
  return ids;
}

const LOCK_OF = `select count(*) from (select 1 from instalment i where i.health_body_id = $1 and i.id in (
    select r.instalment_id from receipt r where r.health_body_id = $1 and r.id = any ($2::uuid[]))
  order by i.id for no key update) locked`;

const NOT_REVERSIBLE = `
  select r.id from receipt r
  where r.health_body_id = $1 and r.id = any ($2::uuid[]) and exists (select 1 from receipt o
    where o.health_body_id = r.health_body_id and o.instalment_id = r.instalment_id
      and (o.kind = 'recovery' or o.reverses_id = r.id))
  limit 1`;

const REVERSE = `
  insert into receipt (health_body_id, group_id, contract_id, instalment_id, source, recorded_by, id, kind, amount_pence,
    received_on, reverses_id, reason)
  select r.health_body_id, r.group_id, r.contract_id, r.instalment_id, $2, $3, u.id, 'reversal', r.amount_pence,
    r.received_on, r.id, $6
  from unnest($4::uuid[], $5::uuid[]) u (id, receipt_id)
  join receipt r on r.health_body_id = $1 and r.id = u.receipt_id`;

/**
 * Takes any number of receipts out again, as if they had never been there; answers the ids of the reversals in the same
 * order. Throws DomainError `conflict` when one was taken out before, or money of its instalment was taken back since.
 */
export async function reverseReceipts(
  tx: Tx,
  receiptIds: readonly string[],
  { source, reason }: { source: ReceiptSource; reason: string },
): Promise<string[]> {
  const { organisationId, id: who } = tx.actor;
  await tx.query(LOCK_OF, [organisationId, receiptIds]);
  const [wrong] = await tx.query(NOT_REVERSIBLE, [organisationId, receiptIds]);
  if (wrong !== undefined) {
    throw new DomainError(
      'conflict',
      'A receipt of this was taken out already, or money of its payment was taken back since: nothing was undone.',
    );
  }
  const ids = receiptIds.map(() => uuid());
  await tx.query(REVERSE, [organisationId, source, who, ids, receiptIds, reason]);
  return ids;
}
