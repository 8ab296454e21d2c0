import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { movingBecause } from '../contracts';
import { AuditService, checkVersion, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { ChangeHoldDto, HoldInstalmentDto, HoldRow, HoldView } from './holds.dto';
import { HOLD_ROW, toHoldView } from './holds.dto';
import { assertCan, assertDayCame, MOVES } from './instalment-life.rules';
import { lockToMove, moveTo } from './instalment-lock';
import type { InstalmentToMove } from './instalment-lock';

const INSERT = `
  insert into instalment_hold (health_body_id, group_id, contract_id, instalment_id, id, reason_code, reason, held_on,
    group_told_on, cause_by_health)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

const RELEASE = `
  update instalment_hold set ended = 'released', released_on = greatest(held_on, $3::date), release_reason = $4,
    version = version + 1
  where health_body_id = $1 and instalment_id = $2 and ended is null
  returning id`;

/** What a side may say of a hold, by the names of its columns. */
const OWN: Record<Actor['side'], Readonly<Partial<Record<keyof ChangeHoldDto, string>>>> = {
  health: { cause: 'cause_by_health', groupToldOn: 'group_told_on' },
  group: { cause: 'cause_by_group', comment: 'group_comment' },
};

const NOT_YOURS: Readonly<Record<keyof ChangeHoldDto, string>> = {
  cause: '',
  comment: 'comment is the group’s own: the health body’s words are the reason of the hold.',
  groupToldOn: 'groupToldOn is for the health body to say.',
};

/** Holding a payment back with a reason, whose cause it is by either side, and releasing it. */
@Injectable()
export class HoldsService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers the instalment's id. Throws DomainError: `conflict` where it cannot be held as it is or is in a payment run,
   * `invalid` for a day that has not come, `stale`, `not-found`.
   */
  hold(actor: Actor, instalmentId: string, version: number, said: HoldInstalmentDto): Promise<string> {
    const today = this.clock.today();
    assertDayCame('groupToldOn', said.groupToldOn, today);
    return this.tenant.once(actor, async (tx) => {
      const instalment = await lockToMove(tx, instalmentId, today);
      checkVersion(instalment.version, version);
      assertCan('hold', instalment);
      const { reasonCode, reason, cause, groupToldOn = null } = said;
      const [id, { groupId, contractId }] = [uuid(), instalment];
      const keys = [actor.organisationId, groupId, contractId, instalmentId, id];
      await tx.query(INSERT, [...keys, reasonCode, reason, today, groupToldOn, cause]);
      await movingBecause(tx, { code: reasonCode, reason }, () => moveTo(tx, instalment, MOVES.hold.to));
      const detail = { holdId: id, reasonCode, cause, groupToldOn };
      await this.audit.record(tx, { action: 'instalment.held', subjectId: instalmentId, detail });
      return instalmentId;
    });
  }

  /** Answers the instalment's id. Throws DomainError: `conflict` where it is not held, `stale`, `not-found`. */
  release(actor: Actor, instalmentId: string, version: number, reason: string): Promise<string> {
    const today = this.clock.today();
    return this.tenant.once(actor, async (tx) => {
      const instalment = await lockToMove(tx, instalmentId, today);
      checkVersion(instalment.version, version);
      assertCan('release', instalment);
      return this.releaseIn(tx, instalment, reason);
    });
  }

  /** The same inside a transaction, of a payment that is locked and held. */
  async releaseIn(tx: Tx, instalment: InstalmentToMove, reason: string): Promise<string> {
    const values = [tx.actor.organisationId, instalment.id, this.clock.today(), reason];
    const [hold] = await tx.query<{ id: string }>(RELEASE, values);
    await movingBecause(tx, { code: 'released', reason }, () => moveTo(tx, instalment, MOVES.release.to));
    const detail = { holdId: hold?.id ?? null };
    await this.audit.record(tx, { action: 'instalment.released', subjectId: instalment.id, detail });
    return instalment.id;
  }

  /**
   * What a side says of a hold that is its own to say, while it holds and after. Throws DomainError: `invalid` with the
   * field where it is the other side's or the day has not come, `stale`, `not-found`.
   */
  change(
    actor: Actor,
    at: { instalmentId: string; holdId: string },
    version: number,
    said: ChangeHoldDto,
  ): Promise<HoldView> {
    const columns = columnsOf(actor, said);
    assertDayCame('groupToldOn', said.groupToldOn, this.clock.today());
    return this.tenant.transaction(actor, async (tx) => {
      const hold = await lockHold(tx, at);
      checkVersion(hold.version, version);
      const set = columns.map(([column], index) => `${column} = $${String(index + 3)}, `).join('');
      await tx.change(`update instalment_hold set ${set}version = version + 1 where health_body_id = $1 and id = $2`, [
        hold.healthBodyId,
        at.holdId,
        ...columns.map(([, value]) => value),
      ]);
      const detail = { holdId: at.holdId, cause: said.cause ?? null, groupToldOn: said.groupToldOn ?? null };
      await this.audit.record(tx, { action: 'instalment.hold-changed', subjectId: at.instalmentId, detail });
      return toHoldView(await readHold(tx, hold.healthBodyId, at.holdId));
    });
  }
}

function columnsOf({ side }: Actor, said: ChangeHoldDto): [string, unknown][] {
  const fields = Object.entries(said).filter(([, value]) => value !== undefined) as [keyof ChangeHoldDto, unknown][];
  return fields.map(([field, value]) => {
    const column = OWN[side][field];
    if (column !== undefined) return [column, value];
    throw new DomainError('invalid', NOT_YOURS[field], [{ pointer: `/${field}`, detail: NOT_YOURS[field] }]);
  });
}

async function lockHold(
  tx: Tx,
  { instalmentId, holdId }: { instalmentId: string; holdId: string },
): Promise<{ version: number; healthBodyId: string }> {
  const tenant = tx.actor.side === 'health' ? 'health_body_id' : 'group_id';
  const [hold] = await tx.query<{ version: number; healthBodyId: string }>(
    `select version, health_body_id as "healthBodyId" from instalment_hold
     where ${tenant} = $1 and instalment_id = $2 and id = $3 for update`,
    [tx.actor.organisationId, instalmentId, holdId],
  );
  if (hold === undefined) throw new DomainError('not-found', NOT_FOUND);
  return hold;
}

async function readHold(tx: Tx, healthBodyId: string, id: string): Promise<HoldRow> {
  const [row] = await tx.query<{ hold: HoldRow }>(
    `select ${HOLD_ROW} as hold from instalment_hold h where h.health_body_id = $1 and h.id = $2`,
    [healthBodyId, id],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  return row.hold;
}
