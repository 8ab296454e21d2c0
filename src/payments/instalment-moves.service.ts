import { Injectable } from '@nestjs/common';
import { movingBecause } from '../contracts';
import type { MoveReason } from '../contracts';
import { AuditService, checkVersion, Clock, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { missingInWords } from '../shared/missing-words';
import { assertCan, assertDayCame, MOVES } from './instalment-life.rules';
import type { InstalmentAction } from './instalment-life.rules';
import { lockToMove, moveTo } from './instalment-lock';
import type { InstalmentToMove } from './instalment-lock';
import type { RecordReturnDto } from './instalment-moves.dto';
import { PaymentReadiness } from './payment-readiness.service';

const AUDITED = {
  approve: 'instalment.approved',
  unapprove: 'instalment.unapproved',
  return: 'instalment.returned',
  attempt: 'instalment.attempted-again',
} satisfies Partial<Record<InstalmentAction, string>>;

/** Approving one payment, and what becomes of one that the bank sent back. */
@Injectable()
export class InstalmentMovesService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly readiness: PaymentReadiness,
  ) {}

  /**
   * Answers its id. Throws DomainError: `conflict` where it cannot be approved as it is, or lacks something that it needs
   * to be sent, with what that is; `stale`, `not-found`. That its group has not read the schedule is no reason to wait.
   */
  approve(actor: Actor, id: string, version: number): Promise<string> {
    return this.seen(actor, id, version, 'approve', { code: 'approved' });
  }

  /** Throws DomainError as `approve` does. */
  unapprove(actor: Actor, id: string, version: number): Promise<string> {
    return this.seen(actor, id, version, 'unapprove', { code: 'approval_taken_back' });
  }

  /**
   * What was sent came back from the bank. Throws DomainError: `conflict` unless it was sent and is not received in full
   * (then it is a recovery), `invalid` for a day that has not come, `stale`, `not-found`.
   */
  returned(actor: Actor, id: string, version: number, request: RecordReturnDto): Promise<string> {
    assertDayCame('returnedOn', request.returnedOn, this.clock.today());
    return this.seen(actor, id, version, 'return', returnOf(request));
  }

  /** The same inside a transaction, for what a bank statement says. */
  async returnIn(tx: Tx, id: string, request: RecordReturnDto): Promise<void> {
    assertDayCame('returnedOn', request.returnedOn, this.clock.today());
    await this.move(tx, await lockToMove(tx, id, this.clock.today()), 'return', returnOf(request));
  }

  /** What came back is planned anew, to be approved and sent again. Throws DomainError as `approve` does. */
  attempt(actor: Actor, id: string, version: number, reason: string): Promise<string> {
    return this.seen(actor, id, version, 'attempt', { code: 'new_attempt', reason });
  }

  private seen(
    actor: Actor,
    id: string,
    version: number,
    action: keyof typeof AUDITED,
    why: MoveReason,
  ): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const instalment = await lockToMove(tx, id, this.clock.today());
      checkVersion(instalment.version, version);
      await this.move(tx, instalment, action, why);
      return id;
    });
  }

  private async move(
    tx: Tx,
    instalment: InstalmentToMove,
    action: keyof typeof AUDITED,
    why: MoveReason,
  ): Promise<void> {
    assertCan(action, instalment);
    if (action === 'approve') await this.assertReady(tx, instalment.id);
    await movingBecause(tx, why, () => moveTo(tx, instalment, MOVES[action].to));
    const detail = { reasonCode: why.code, happenedOn: why.happenedOn ?? null };
    await this.audit.record(tx, { action: AUDITED[action], subjectId: instalment.id, detail });
  }

  private async assertReady(tx: Tx, id: string): Promise<void> {
    const missing = await this.readiness.missingHere(tx, id);
    if (missing.length === 0) return;
    throw new DomainError('conflict', `This payment cannot be approved. Missing: ${missingInWords(missing)}.`);
  }
}

function returnOf({ reasonCode, bankCode, note, returnedOn }: RecordReturnDto): MoveReason {
  const said = [...(typeof bankCode === 'string' ? [`The bank’s code is ${bankCode}.`] : []), note ?? '']
    .join(' ')
    .trim();
  return { code: reasonCode, reason: said, happenedOn: returnedOn };
}
