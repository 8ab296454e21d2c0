import { NOT_FOUND } from '../platform';
import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { penceFromDatabase } from '../shared/money';
import type { RunMethod, RunState } from './run.rules';

/** A run that nobody else moves or changes until the transaction ends. */
export interface LockedRun {
  id: string;
  number: number;
  state: RunState;
  sendByOn: CalendarDate;
  paymentDate: CalendarDate;
  method: RunMethod;
  templateId: string | null;
  /** Of the column set, as it was submitted with; null of a draft. */
  templateVersion: number | null;
  lineCount: number;
  totalPence: number;
  approvedLineCount: number | null;
  approvedTotalPence: number | null;
  touchedBy: string[];
  submittedBy: string | null;
  approvedBy: string | null;
  version: number;
}

type LockedRow = Omit<LockedRun, 'totalPence' | 'approvedTotalPence'> & {
  totalPence: string;
  approvedTotalPence: string | null;
};

const LOCK = `
  select r.id, r.number, r.state, r.send_by_on as "sendByOn", r.payment_date as "paymentDate", r.method,
    r.template_id as "templateId", r.template_version as "templateVersion", r.line_count as "lineCount", r.total_pence as "totalPence",
    r.approved_line_count as "approvedLineCount", r.approved_total_pence as "approvedTotalPence",
    r.touched_by as "touchedBy", r.submitted_by as "submittedBy", r.approved_by as "approvedBy", r.version
  from payment_run r where r.health_body_id = $1 and r.id = $2 for no key update`;

/**
 * The first lock of each change of a run; the instalments of its lines come after it, by id. Throws DomainError
 * `not-found` when there is no such run here.
 */
export async function lockRun(tx: Tx, id: string): Promise<LockedRun> {
  const [row] = await tx.query<LockedRow>(LOCK, [tx.actor.organisationId, id]);
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  const { totalPence, approvedTotalPence: approved, ...run } = row;
  return {
    ...run,
    totalPence: penceFromDatabase(totalPence),
    approvedTotalPence: approved === null ? null : penceFromDatabase(approved),
  };
}

/** Takes the payments of all lines of a run, by id: the same order everywhere, so that no two wait for each other. */
export async function lockInstalmentsOf(tx: Tx, runId: string): Promise<void> {
  await tx.query(
    `select count(*) from (
       select 1 from instalment i where i.health_body_id = $1 and i.id in (
         select l.instalment_id from payment_run_line l where l.health_body_id = $1 and l.run_id = $2)
       order by i.id for no key update) locked`,
    [tx.actor.organisationId, runId],
  );
}

/** Moves the payments of a run's live lines in one statement. Answers how many were in the first state. */
export function moveInstalments(
  tx: Tx,
  runId: string,
  from: 'planned' | 'approved',
  to: 'planned' | 'approved' | 'exported',
): Promise<number> {
  return tx.change(
    `update instalment i set state = $4, version = i.version + 1
     from payment_run_line l
     where l.health_body_id = $1 and l.run_id = $2 and l.live and i.health_body_id = l.health_body_id
       and i.group_id = l.group_id and i.id = l.instalment_id and i.state = $3`,
    [tx.actor.organisationId, runId, from, to],
  );
}

/** Makes what is numbered without gaps come one after the other, until the transaction ends. */
export async function takeTurn(tx: Tx, what: 'payment-run' | `payment-export:${string}`): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${what}:${tx.actor.organisationId}`]);
}

/** Whose hand is in what is done now: for a token whoever made it, and the token itself where nobody did. */
export async function handIn(tx: Tx): Promise<string[]> {
  const { id, kind, organisationId } = tx.actor;
  if (id === null) return [];
  if (kind === 'account') return [id];
  const [token] = await tx.query<{ made_by: string | null }>(
    'select made_by from api_token where organisation_id = $1 and id = $2',
    [organisationId, id],
  );
  return [token?.made_by ?? id];
}

export interface RunChange {
  state?: RunState;
  [column: string]: unknown;
}

/** Writes columns of a locked run; the version goes up. Only names of columns that stand in the code come here. */
export async function writeRun(tx: Tx, id: string, change: RunChange): Promise<void> {
  const columns = Object.keys(change);
  const set = columns.map((column, at) => `${column} = $${String(at + 3)}, `).join('');
  await tx.change(`update payment_run set ${set}version = version + 1 where health_body_id = $1 and id = $2`, [
    tx.actor.organisationId,
    id,
    ...Object.values(change),
  ]);
}
