import type { Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import type { RunMethod } from '../run.rules';

/** As many are named in one refusal. */
const NAMED = 20;

interface SubmittedRun {
  id: string;
  method: RunMethod;
}

/** SQL: the details of a line's payee that are in force at `$3`; none, where a run has no bank file. */
const IN_FORCE = `
  lateral (select d.id, d.fingerprint from bank_detail d
    where d.health_body_id = l.health_body_id and d.group_id = l.group_id and d.state in ('confirmed', 'in_force')
      and d.effective_at <= $3::timestamptz
    order by d.effective_at desc, d.id desc limit 1) n`;

const KEEP = `
  insert into payment_run_line_account (health_body_id, run_id, line_id, bank_detail_id, fingerprint)
  select l.health_body_id, l.run_id, l.id, n.id, n.fingerprint from payment_run_line l cross join ${IN_FORCE}
  where l.health_body_id = $1 and l.run_id = $2 and l.live`;

const CHANGED = `
  select l.position, count(*) over ()::integer as all from payment_run_line l
  left join payment_run_line_account a on a.health_body_id = l.health_body_id and a.line_id = l.id
  left join ${IN_FORCE} on true
  where l.health_body_id = $1 and l.run_id = $2 and l.live and a.fingerprint is distinct from n.fingerprint
  order by l.position limit ${String(NAMED)}`;

/** When a run is handed over: remembers by fingerprint where each line would be paid. Call it while it is a draft. */
export async function keepAccounts(tx: Tx, { id, method }: SubmittedRun, now: Date): Promise<void> {
  if (method === 'ap_csv') return;
  const { organisationId } = tx.actor;
  await tx.change('delete from payment_run_line_account where health_body_id = $1 and run_id = $2', [
    organisationId,
    id,
  ]);
  await tx.change(KEEP, [organisationId, id, now]);
}

/** Throws DomainError `conflict` that names the lines whose payee has other bank details than when it was submitted. */
export async function assertSameAccounts(tx: Tx, { id, method }: SubmittedRun, now: Date): Promise<void> {
  if (method === 'ap_csv') return;
  const changed = await tx.query<{ position: number; all: number }>(CHANGED, [tx.actor.organisationId, id, now]);
  const [first] = changed;
  if (first === undefined) return;
  const detail = 'The bank details of this payee are not those that the run was submitted with.';
  throw new DomainError(
    'conflict',
    `${first.all === 1 ? '1 line' : `${String(first.all)} lines`} would be paid to another account than when the run was submitted. ` +
      'Have the run sent back, look at the change, and submit it again.',
    changed.map(({ position }) => ({ pointer: `/lines/${String(position)}`, detail })),
  );
}
