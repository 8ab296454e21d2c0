import { v7 as uuid } from 'uuid';
import { NOT_FOUND } from '../platform';
import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { penceFromDatabase } from '../shared/money';
import { foldName } from '../shared/text';
import { contractCounts } from './instalment-standing.service';
import type { LedgerKind, LedgerLine } from './ledger.rules';

/** An instalment whose ledger nobody else changes until the transaction ends. Amounts in pence. */
export interface LockedInstalment {
  id: string;
  groupId: string;
  contractId: string;
  outstandingPence: number;
  cancelled: boolean;
  contractCounts: boolean;
}

export interface WrittenLine extends LedgerLine {
  id: string;
  source: ReceiptSource;
  reversed: boolean;
}

/** Who says that money moved: somebody who enters it, or a bank statement. */
export type ReceiptSource = 'hand' | 'reconciliation';

/** A line to write. The reference is that of the payment. */
export interface NewLine extends LedgerLine {
  reference?: string | null | undefined;
  reversesId?: string;
  reason?: string;
}

const LOCK = `
  select i.id, i.group_id as "groupId", i.contract_id as "contractId", i.amount_pence as amount,
    i.received_pence as received, i.state = 'cancelled' as cancelled,
    ${contractCounts('c', '$3::date')} as "contractCounts"
  from instalment i join contract c on c.health_body_id = i.health_body_id and c.id = i.contract_id
  where i.health_body_id = $1 and i.id = $2
  for update of i`;

/** Null when there is no such instalment here. */
export async function lockInstalment(tx: Tx, id: string, today: CalendarDate): Promise<LockedInstalment | null> {
  const [row] = await tx.query<Omit<LockedInstalment, 'outstandingPence'> & { amount: string; received: string }>(
    LOCK,
    [tx.actor.organisationId, id, today],
  );
  if (row === undefined) return null;
  const { amount, received, ...instalment } = row;
  return { ...instalment, outstandingPence: penceFromDatabase(amount) - penceFromDatabase(received) };
}

/** The lines of one instalment. Read them with it locked. */
export async function readLines(tx: Tx, instalmentId: string): Promise<WrittenLine[]> {
  const rows = await tx.query<{
    id: string;
    kind: LedgerKind;
    received_on: CalendarDate;
    source: ReceiptSource;
    amount_pence: string;
    reversed: boolean;
  }>(
    `select r.id, r.kind, r.received_on, r.source, r.amount_pence, exists (select 1 from receipt v
       where v.health_body_id = r.health_body_id and v.reverses_id = r.id) as reversed
     from receipt r where r.health_body_id = $1 and r.instalment_id = $2`,
    [tx.actor.organisationId, instalmentId],
  );
  return rows.map(({ id, kind, received_on: on, source, amount_pence, reversed }) => ({
    id,
    kind,
    on,
    pence: penceFromDatabase(amount_pence),
    source,
    reversed,
  }));
}

/** The instalment of an entry of the ledger. Throws DomainError when there is no such entry here. */
export async function instalmentOf(tx: Tx, receiptId: string): Promise<string> {
  const [row] = await tx.query<{ instalment_id: string }>(
    'select instalment_id from receipt where health_body_id = $1 and id = $2',
    [tx.actor.organisationId, receiptId],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  return row.instalment_id;
}

/** Whether a receipt like this one counts already. */
export async function hasAlike(tx: Tx, contractId: string, { on, pence, reference }: NewLine): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from receipt r
     where r.health_body_id = $1 and r.contract_id = $2 and r.received_on = $3 and r.amount_pence = $4
       and r.reference_key = $5 and r.kind = 'receipt' and not exists (select 1 from receipt v
         where v.health_body_id = r.health_body_id and v.reverses_id = r.id)
     limit 1`,
    [tx.actor.organisationId, contractId, on, pence, keyOf(reference)],
  );
  return rows.length > 0;
}

/** Writes lines that somebody enters in one statement, so that the instalment is judged once with all of them. Answers the last one's id. */
export async function writeLines(tx: Tx, instalment: LockedInstalment, lines: readonly NewLine[]): Promise<string> {
  const ids = lines.map(() => uuid());
  await tx.query(
    `insert into receipt (health_body_id, group_id, contract_id, instalment_id, source, recorded_by, id, kind,
       amount_pence, received_on, reference, reference_key, reverses_id, reason)
     select $1, $2, $3, $4, 'hand', $5, u.* from unnest($6::uuid[], $7::text[], $8::bigint[], $9::date[], $10::text[],
       $11::text[], $12::uuid[], $13::text[]) u`,
    [
      tx.actor.organisationId,
      instalment.groupId,
      instalment.contractId,
      instalment.id,
      tx.actor.id,
      ids,
      lines.map(({ kind }) => kind),
      lines.map(({ pence }) => pence),
      lines.map(({ on }) => on),
      lines.map(({ reference }) => reference ?? null),
      lines.map(({ reference }) => keyOf(reference)),
      lines.map(({ reversesId }) => reversesId ?? null),
      lines.map(({ reason }) => reason ?? null),
    ],
  );
  return ids.at(-1) ?? '';
}

function keyOf(reference: string | null | undefined): string {
  return foldName(reference ?? '');
}
