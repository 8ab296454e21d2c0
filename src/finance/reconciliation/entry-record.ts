import type { Tx } from '../../platform';
import { penceFromDatabase } from '../../shared/money';
import type { EntryToDecide } from './confirming.rules';

type LockedRow = Omit<EntryToDecide, 'amountPence'> & { amountPence: string };

const LOCK = `
  select e.id, e.booked_on as "bookedOn", e.amount_pence as "amountPence", e.currency, e.direction, e.reversal,
    e.return_code as "returnCode", e.outcome, e.cause, e.run_id as "runId", e.version,
    array(select k.line_id from statement_candidate k where k.health_body_id = e.health_body_id and k.entry_id = e.id
      order by k.rank) as candidates
  from statement_entry e where e.health_body_id = $1 and e.statement_id = $2 and e.id = $3 for no key update of e`;

/** Null when the statement has no such entry. */
export async function lockEntry(tx: Tx, statementId: string, entryId: string): Promise<EntryToDecide | null> {
  const [row] = await tx.query<LockedRow>(LOCK, [tx.actor.organisationId, statementId, entryId]);
  return row === undefined ? null : { ...row, amountPence: penceFromDatabase(row.amountPence) };
}

export interface Decision {
  outcome: EntryToDecide['outcome'];
  reason: string | null;
  /** Left as it is unless given. */
  receivedOn?: string | null;
}

export async function writeDecision(tx: Tx, entryId: string, decision: Decision): Promise<void> {
  const { outcome, reason, receivedOn } = decision;
  await tx.change(
    `update statement_entry set outcome = $3, reason = $4, received_on = case when $5 then $6::date else received_on end,
       decided_by = $7, decided_at = now(), version = version + 1
     where health_body_id = $1 and id = $2`,
    [tx.actor.organisationId, entryId, outcome, reason, receivedOn !== undefined, receivedOn ?? null, tx.actor.id],
  );
}
