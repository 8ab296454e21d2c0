import { Injectable } from '@nestjs/common';
import { movingBecause } from '../contracts';
import { AuditService, checkVersion, Clock, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { HoldsService } from './holds.service';
import { assertCan } from './instalment-life.rules';
import { lockToMove, moveTo } from './instalment-lock';

/** Of a payment whose last move was the end of its hold. */
const JUST_RELEASED = `
  select h.id from instalment i
  join instalment_move m on m.health_body_id = i.health_body_id and m.instalment_id = i.id and m.position = i.state_changes
    and m.from_state = 'held' and m.to_state = 'planned' and m.reason_code = 'released'
  join instalment_hold h on h.health_body_id = i.health_body_id and h.instalment_id = i.id and h.ended = 'released'
  where i.health_body_id = $1 and i.id = $2
  order by h.recorded_at desc, h.id desc limit 1 for update of h`;

const REOPEN = `
  update instalment_hold set ended = null, released_on = null, release_reason = null, version = version + 1
  where health_body_id = $1 and id = $2`;

/** Taking back that a payment was put on hold, or that its hold was ended, where that was a slip. */
@Injectable()
export class HoldUndoService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly holds: HoldsService,
  ) {}

  /**
   * Ends a hold of which nobody has said anything yet; answers the payment's id. Throws DomainError: `conflict` where
   * somebody has, or it is not held; `stale`, `not-found`.
   */
  unhold(actor: Actor, id: string, version: number, reason: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const instalment = await lockToMove(tx, id, this.clock.today());
      checkVersion(instalment.version, version);
      assertCan('release', instalment);
      await assertUntouched(tx, id);
      return this.holds.releaseIn(tx, instalment, reason);
    });
  }

  /**
   * The payment is on hold again, by the same hold, as if that had never ended: with its first day and what both sides
   * said of it. Throws DomainError: `conflict` unless the end of its hold is the last that happened to it, or it is in a
   * payment run; `stale`, `not-found`.
   */
  unrelease(actor: Actor, id: string, version: number, reason: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const instalment = await lockToMove(tx, id, this.clock.today());
      checkVersion(instalment.version, version);
      assertCan('hold', instalment);
      const [hold] = await tx.query<{ id: string }>(JUST_RELEASED, [actor.organisationId, id]);
      if (hold === undefined) {
        throw new DomainError('conflict', 'That its hold was ended is not the last that happened to this payment.');
      }
      await tx.change(REOPEN, [actor.organisationId, hold.id]);
      await movingBecause(tx, { code: 'release_undone', reason }, () => moveTo(tx, instalment, 'held'));
      const detail = { holdId: hold.id };
      await this.audit.record(tx, { action: 'instalment.release-undone', subjectId: id, detail });
      return id;
    });
  }
}

async function assertUntouched(tx: Tx, instalmentId: string): Promise<void> {
  const untouched = await tx.query(
    `select 1 from instalment_hold where health_body_id = $1 and instalment_id = $2 and ended is null and version = 1
     for update`,
    [tx.actor.organisationId, instalmentId],
  );
  if (untouched.length > 0) return;
  throw new DomainError('conflict', 'Somebody has said something of this hold since: end it with what was put right.');
}
