import { Injectable } from '@nestjs/common';
import { AuditService, checkVersion, Clock, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { limitOf } from './approval-limits.service';
import { assertNoDifferences } from './run-differences';
import { lockInstalmentsOf, lockRun, moveInstalments, writeRun } from './run-records';
import type { LockedRun } from './run-records';
import { RunPreview } from './run-preview.service';
import { assertMove, whyNotApprove } from './run.rules';
import type { RunMove } from './run.rules';
import { assertColumns } from './templates/run-columns';
import { assertSameAccounts, keepAccounts } from './vault/line-accounts';

/** What people do with a run. Each locks the run first and then its payments, and is audited in its transaction. */
@Injectable()
export class RunMoves {
  constructor(
    private readonly tenant: TenantService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly preview: RunPreview,
  ) {}

  /**
   * Hands a draft over to be approved; answers the run's id, as all of these do. Throws DomainError `conflict` when it is
   * no draft, has no lines, a line is no longer as it was added, or its column set is gone; `invalid` with the lines that
   * cannot go into its file; `stale`.
   */
  submit(actor: Actor, id: string, version: number): Promise<string> {
    return this.move(actor, id, { version, move: 'submit', action: 'submitted' }, async (tx, run) => {
      if (run.lineCount === 0) throw new DomainError('conflict', 'This run has no lines: add one, or cancel the run.');
      await assertNoDifferences(tx, id, this.clock.today());
      await assertColumns(tx, run);
      await this.preview.assertPayable(tx, run);
      await keepAccounts(tx, run, this.clock.now());
      const touched = run.touchedBy.includes(actor.id ?? '') ? run.touchedBy : [...run.touchedBy, actor.id];
      await writeRun(tx, id, {
        state: 'submitted',
        submitted_by: actor.id,
        submitted_at: new Date(),
        touched_by: touched,
        reason: null,
      });
    });
  }

  /**
   * Approves what another person submitted, and with it each payment of the run. Throws DomainError `forbidden` with why
   * this person may not; `invalid` without the declaration; `conflict` when it is not submitted, or a line or its columns are no longer as they
   * were; `stale`.
   */
  approve(actor: Actor, id: string, version: number, declared: boolean): Promise<string> {
    return this.move(actor, id, { version, move: 'approve', action: 'approved' }, async (tx, run) => {
      const limitPence = await limitOf(tx, actor.id);
      const isApprover = actor.roles.includes('finance_approver');
      const why = whyNotApprove(run, { accountId: actor.id, isApprover, limitPence });
      if (why !== null) throw new DomainError('forbidden', why);
      if (!declared) throw undeclared();
      await assertNoDifferences(tx, id, this.clock.today());
      await assertSameAccounts(tx, run, this.clock.now());
      await assertColumns(tx, run);
      await moveInstalments(tx, id, 'planned', 'approved');
      await writeRun(tx, id, {
        state: 'approved',
        approved_by: actor.id,
        approved_at: new Date(),
        approved_line_count: run.lineCount,
        approved_total_pence: run.totalPence,
      });
    });
  }

  /** Back to a draft, with why; the payments are planned again. Throws DomainError `conflict`, `stale`. */
  sendBack(actor: Actor, id: string, version: number, reason: string): Promise<string> {
    return this.move(actor, id, { version, move: 'send-back', action: 'sent-back' }, async (tx, run) => {
      if (run.state === 'approved') await moveInstalments(tx, id, 'approved', 'planned');
      await writeRun(tx, id, { state: 'draft', reason });
    });
  }

  /** Gives a run up before it is exported; its payments are free for another. Throws DomainError `conflict`, `stale`. */
  cancel(actor: Actor, id: string, version: number, reason: string): Promise<string> {
    return this.move(actor, id, { version, move: 'cancel', action: 'cancelled' }, async (tx, run) => {
      if (run.state === 'approved') await moveInstalments(tx, id, 'approved', 'planned');
      await writeRun(tx, id, { state: 'cancelled', reason });
    });
  }

  /**
   * Puts an exported run away. Throws DomainError `conflict` when money of some line has neither arrived nor come back
   * and no reason is given, or it is not exported; `stale`.
   */
  close(actor: Actor, id: string, version: number, reason: string | null): Promise<string> {
    return this.move(actor, id, { version, move: 'close', action: 'closed' }, async (tx) => {
      const open = await openLines(tx, id);
      if (open > 0 && reason === null) {
        throw new DomainError(
          'conflict',
          `The money of ${open === 1 ? '1 line has' : `${String(open)} lines has`} neither arrived nor come back. Reconcile first, or give a reason.`,
        );
      }
      await writeRun(tx, id, { state: 'closed', closed_by: actor.id, closed_at: new Date(), reason });
    });
  }

  private move(
    actor: Actor,
    id: string,
    { version, move, action }: { version: number; move: RunMove; action: string },
    work: (tx: Tx, run: LockedRun) => Promise<void>,
  ): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const run = await lockRun(tx, id);
      // Said first: who comes second learns what happened, and not only that something did.
      assertMove(run, move);
      checkVersion(run.version, version);
      await lockInstalmentsOf(tx, id);
      await work(tx, run);
      const detail = { number: run.number, lineCount: run.lineCount, totalPence: run.totalPence };
      await this.audit.record(tx, { action: `payment-run.${action}`, subjectId: id, detail });
      return id;
    });
  }
}

function undeclared(): DomainError {
  const detail = 'Confirm the declaration: without it the run is not approved.';
  return new DomainError('invalid', detail, [{ pointer: '/declaration', detail }]);
}

async function openLines(tx: Tx, runId: string): Promise<number> {
  const [row] = await tx.query<{ open: number }>(
    `select count(*)::integer as open from payment_run_line l
     join instalment i on i.health_body_id = l.health_body_id and i.group_id = l.group_id and i.id = l.instalment_id
     where l.health_body_id = $1 and l.run_id = $2 and l.live and i.state not in ('paid', 'returned')`,
    [tx.actor.organisationId, runId],
  );
  return row?.open ?? 0;
}
