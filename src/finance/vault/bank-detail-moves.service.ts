import { Injectable } from '@nestjs/common';
import { AuditService, Clock, NOT_FOUND, TenantService } from '../../platform';
import type { Actor, Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import type { BankAccount } from '../bank-accounts';
import type { LookDto } from './bank-details.dto';
import { effectiveAfter, mayConfirm, stateAt } from './bank-detail.rules';
import type { DetailMove } from './bank-detail.rules';
import { checkMove, lockDetail } from './locked-detail';
import type { LockedDetail } from './locked-detail';
import { openAccount } from './sealed-account';
import { settle } from './settling';
import { VaultKeys } from './vault-keys.service';

const CLOSED = { refusal: 'refused', cancellation: 'cancelled', end: 'ended' } as const;
const NOT_BY_YOU =
  'Somebody else has to confirm this: whoever proposes bank details or calls back about them never also confirms them.';
const GONE = 'Nothing is kept of these details any more but how they ended.';

/** How a change of bank details goes on after the call: confirmed by a second person, or ended. */
@Injectable()
export class BankDetailMoves {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly keys: VaultKeys,
  ) {}

  /** Takes effect 72 hours later. Throws DomainError `forbidden` to whoever proposed or called; `conflict`, `stale`. */
  confirm(actor: Actor, id: string, version: number): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const { detail, now } = await this.lock(tx, id, 'confirmation', version);
      if (!mayConfirm(actor.id, { proposedBy: detail.proposed_by, calledBy: detail.called_by })) {
        throw new DomainError('forbidden', NOT_BY_YOU);
      }
      // What does not open any more is never confirmed.
      openAccount((await this.keys.open(tx)).key, detail);
      const effectiveAt = effectiveAfter(now);
      await tx.change(
        `update bank_detail set state = 'confirmed', confirmed_by = $3, confirmed_at = $4, effective_at = $5,
           version = version + 1 where health_body_id = $1 and id = $2`,
        [detail.health_body_id, id, actor.id, now, effectiveAt],
      );
      const detailOf = { effectiveAt: effectiveAt.toISOString() };
      await this.audit.record(tx, { action: 'bank-detail.confirmed', subjectId: id, detail: detailOf });
      return id;
    });
  }

  /** Its number is forgotten. Throws DomainError `conflict`, `stale`. */
  close(actor: Actor, id: string, version: number, move: keyof typeof CLOSED): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const { detail, now } = await this.lock(tx, id, move, version);
      const state = CLOSED[move];
      await tx.change(
        `update bank_detail set state = $3, closed_at = $4, version = version + 1 where health_body_id = $1 and id = $2`,
        [detail.health_body_id, id, state, now],
      );
      await this.audit.record(tx, { action: `bank-detail.${state}`, subjectId: id });
      return id;
    });
  }

  /** The group says that this is wrong, which stops it at once. Throws DomainError `conflict`, `stale`. */
  object(actor: Actor, id: string, version: number): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const now = this.clock.now();
      const detail = await lockForGroup(tx, id);
      checkMove(detail, { move: 'objection', version, now });
      const inForce = stateAt(detail.state, detail.effective_at, now) === 'in_force';
      // Those before them do not come back by it, where nobody has written down yet that they are over.
      await tx.change(
        `update bank_detail set state = 'stopped', closed_at = $4, version = version + 1
         where group_id = $1 and health_body_id = $2 and (id = $3 or ($5 and state = 'in_force'))`,
        [actor.organisationId, detail.health_body_id, id, now, inForce],
      );
      await this.audit.record(tx, { action: 'bank-detail.stopped', subjectId: id });
      return id;
    });
  }

  /** The whole number, for once. Each look is on record, and the group sees that there was one. */
  look(actor: Actor, id: string, { why }: LookDto): Promise<BankAccount> {
    return this.tenant.onceShown(actor, async (tx) => {
      const detail = await lockDetail(tx, id);
      if (detail.closed_at !== null) throw new DomainError('conflict', GONE);
      const account = openAccount((await this.keys.open(tx)).key, detail);
      await tx.query(
        `insert into bank_detail_event (health_body_id, group_id, bank_detail_id, what, happened_at, account_id, why)
         values ($1, $2, $3, 'looked_at', $4, $5, $6)`,
        [detail.health_body_id, detail.group_id, id, this.clock.now(), actor.id, why],
      );
      await this.audit.record(tx, { action: 'bank-detail.read', subjectId: id, detail: { why } });
      return account;
    });
  }

  private async lock(
    tx: Tx,
    id: string,
    move: DetailMove,
    version: number,
  ): Promise<{ detail: LockedDetail; now: Date }> {
    const now = this.clock.now();
    const before = await lockDetail(tx, id);
    checkMove(before, { move, version, now });
    await settle(tx, now, this.audit);
    return { detail: before, now };
  }
}

type OfGroup = Pick<LockedDetail, 'health_body_id' | 'group_id' | 'state' | 'effective_at' | 'version'>;

async function lockForGroup(tx: Tx, id: string): Promise<OfGroup> {
  const [row] = await tx.query<OfGroup>(
    `select d.health_body_id, d.group_id, d.state, d.effective_at, d.version from bank_detail d
     where d.group_id = $1 and d.id = $2 for update`,
    [tx.actor.organisationId, id],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  return row;
}
