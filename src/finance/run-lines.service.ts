import { Injectable } from '@nestjs/common';
import { AuditService, checkVersion, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { leftOutInWords } from './left-out.rules';
import type { LeftOutReason } from './left-out.rules';
import { candidates, takeInto } from './run-candidates';
import { handIn, lockRun, writeRun } from './run-records';
import type { LockedRun } from './run-records';
import { assertMove } from './run.rules';

const CHOSEN = 'i.id = any ($4::uuid[])';

interface Candidate {
  id: string;
  reference: string;
  reason: LeftOutReason | null;
  in_run: number | null;
  missing: string[];
}

/** Adding and taking out lines of a draft. */
@Injectable()
export class RunLines {
  constructor(
    private readonly tenant: TenantService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /**
   * Adds all the payments or none; answers the run's id. Throws DomainError `conflict` when the run is no draft or a
   * payment may not be sent, with why; `invalid` for what is none of the health body's open payments; `stale`.
   */
  add(actor: Actor, runId: string, version: number, instalmentIds: readonly string[]): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const run = await lockRun(tx, runId);
      // Said first: who comes second learns what the run is now.
      assertMove(run, 'change');
      checkVersion(run.version, version);
      await tx.query(
        `select 1 from instalment where health_body_id = $1 and id = any ($2) order by id for no key update`,
        [actor.organisationId, instalmentIds],
      );
      const values = [actor.organisationId, this.clock.today(), runId, instalmentIds];
      await assertPayable(tx, values, instalmentIds);
      await tx.query(
        'delete from payment_run_left_out where health_body_id = $1 and run_id = $2 and instalment_id = any ($3)',
        [actor.organisationId, runId, instalmentIds],
      );
      await tx.query(takeInto(CHOSEN), values);
      await this.changed(tx, run, 'payment-run.lines-added', { count: instalmentIds.length });
      return runId;
    });
  }

  /** Takes one line out of a draft; the payment is free again. Throws DomainError `not-found`, `conflict`, `stale`. */
  remove(actor: Actor, runId: string, version: number, lineId: string): Promise<void> {
    return this.tenant.transaction(actor, async (tx) => {
      const run = await lockRun(tx, runId);
      // Said first: who comes second learns what the run is now.
      assertMove(run, 'change');
      checkVersion(run.version, version);
      const [line] = await tx.query<{ instalment_id: string }>(
        `with gone as (delete from payment_run_line l where l.health_body_id = $1 and l.run_id = $2 and l.id = $3
           returning l.*)
         insert into payment_run_left_out (health_body_id, group_id, run_id, instalment_id, contract_id, amount_pence,
           payee_name, reference, due_on, send_by_on, reason)
         select g.health_body_id, g.group_id, g.run_id, g.instalment_id, g.contract_id, g.amount_pence, g.payee_name,
           g.reference, g.due_on, g.send_by_on, 'removed' from gone g
         returning instalment_id`,
        [actor.organisationId, runId, lineId],
      );
      if (line === undefined) throw new DomainError('not-found', NOT_FOUND);
      await this.changed(tx, run, 'payment-run.line-removed', { instalmentId: line.instalment_id });
    });
  }

  private async changed(
    tx: Tx,
    run: LockedRun,
    action: string,
    detail: Record<string, string | number>,
  ): Promise<void> {
    await writeRun(tx, run.id, { touched_by: [...new Set([...run.touchedBy, ...(await handIn(tx))])] });
    await this.audit.record(tx, { action, subjectId: run.id, detail });
  }
}

async function assertPayable(tx: Tx, values: readonly unknown[], wanted: readonly string[]): Promise<void> {
  // The run itself is a parameter of the statement that adds, and not of the one that only judges.
  const rows = await tx.query<Candidate>(
    `select j.id, j.reference, j.reason, j.in_run, j.missing from (${candidates(CHOSEN)}) j, (select $3::uuid) run`,
    [...values],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  const errors = wanted.flatMap((id, at) => {
    const why = whyNot(known.get(id));
    return why === null ? [] : [{ pointer: `/instalmentIds/${String(at)}`, detail: why }];
  });
  if (errors.length === 0) return;
  const kind = rows.length === wanted.length ? 'conflict' : 'invalid';
  throw new DomainError(kind, errors[0]?.detail ?? 'These payments cannot be added.', errors);
}

function whyNot(found: Candidate | undefined): string | null {
  if (found === undefined) return 'This is none of your payments that are still to be sent.';
  if (found.reason === null) return null;
  const { reason, in_run: inRun, missing } = found;
  return `${found.reference} cannot be added. ${leftOutInWords({ reason, inRun, missing })}`;
}
