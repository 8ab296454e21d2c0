import { Injectable } from '@nestjs/common';
import { AuditService, checkVersion, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { calendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import type { SnoozeFindingDto } from './finding-responses.dto';
import { assertSnooze } from './snooze.rules';

interface FoundRow {
  health_body_id: string;
  group_id: string;
  version: number;
  cleared_on: string | null;
}

/** What one side does with a finding. It changes nothing for the other, and nothing of what is so. */
@Injectable()
export class FindingResponsesService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError `stale` when it says something else by now, `conflict` when it does not hold any more. */
  acknowledge(actor: Actor, id: string, version: number): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const finding = await stillHolds(tx, id, version);
      await respond(tx, id, finding, {
        set: 'acknowledged_at = now(), acknowledged_by = $5',
        values: [actor.id],
      });
      await this.audit.record(tx, { action: 'finding.acknowledged', subjectId: id });
      return id;
    });
  }

  /** Throws the same, and DomainError `invalid` for a day that cannot be. */
  snooze(actor: Actor, id: string, version: number, { until, reason }: SnoozeFindingDto): Promise<string> {
    const lastDay = calendarDate(until);
    return this.tenant.once(actor, async (tx) => {
      const finding = await stillHolds(tx, id, version);
      assertSnooze(lastDay, this.clock.today());
      await respond(tx, id, finding, { set: 'snoozed_until = $5, reason = $6', values: [lastDay, reason] });
      await this.audit.record(tx, { action: 'finding.snoozed', subjectId: id, detail: { until } });
      return id;
    });
  }

  /** Where it does not rest, there is nothing to do. */
  wake(actor: Actor, id: string): Promise<void> {
    return this.tenant.transaction(actor, async (tx) => {
      await visible(tx, id);
      const woken = await tx.change(
        `update finding_response set snoozed_until = null, reason = null
         where ${tenantColumn(tx)} = $1 and finding_id = $2 and side = $3 and snoozed_until is not null`,
        [tx.actor.organisationId, id, tx.actor.side],
      );
      if (woken > 0) await this.audit.record(tx, { action: 'finding.woken', subjectId: id });
    });
  }

  /** The same for a rest until this day, just begun. Throws DomainError `stale` when it does not rest until then. */
  undoSnooze(actor: Actor, id: string, until: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const set = 'snoozed_until = null, reason = null';
      await takeBack(tx, id, { set, where: 'snoozed_until = $4', value: until });
      await this.audit.record(tx, { action: 'finding.woken', subjectId: id });
      return id;
    });
  }

  /** Throws DomainError `stale` unless it was this person who noted it. */
  undoAcknowledgement(actor: Actor, id: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const set = 'acknowledged_at = null, acknowledged_by = null';
      await takeBack(tx, id, { set, where: 'acknowledged_by = $4', value: actor.id });
      await this.audit.record(tx, { action: 'finding.acknowledgement-taken-back', subjectId: id });
      return id;
    });
  }
}

function tenantColumn({ actor }: Tx): string {
  return actor.side === 'health' ? 'health_body_id' : 'group_id';
}

async function visible(tx: Tx, id: string): Promise<FoundRow> {
  const [row] = await tx.query<FoundRow>(
    `select f.health_body_id, f.group_id, f.version, f.cleared_on from finding f
     where f.${tenantColumn(tx)} = $1 and f.id = $2`,
    [tx.actor.organisationId, id],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  return row;
}

/**
 * No side may write findings, and so cannot lock one: it shares the lock that an evaluation takes, so that none makes
 * this finding worse while it is let rest.
 */
async function stillHolds(tx: Tx, id: string, version: number): Promise<FoundRow> {
  const { health_body_id } = await visible(tx, id);
  await tx.query(`select pg_advisory_xact_lock_shared(hashtextextended('findings:' || $1, 0))`, [health_body_id]);
  const finding = await visible(tx, id);
  checkVersion(finding.version, version);
  if (finding.cleared_on !== null) {
    throw new DomainError(
      'conflict',
      `This does not hold any more since ${finding.cleared_on}: there is nothing to do.`,
    );
  }
  return finding;
}

/** Throws DomainError `stale` where the side says something else of it by now. */
async function takeBack(
  tx: Tx,
  id: string,
  { set, where, value }: { set: string; where: string; value: unknown },
): Promise<void> {
  await visible(tx, id);
  const changed = await tx.change(
    `update finding_response set ${set}
     where ${tenantColumn(tx)} = $1 and finding_id = $2 and side = $3 and ${where}`,
    [tx.actor.organisationId, id, tx.actor.side, value],
  );
  if (changed === 0) throw new DomainError('stale', 'Your side says something else of this by now.');
}

async function respond(
  tx: Tx,
  id: string,
  { health_body_id, group_id }: FoundRow,
  { set, values }: { set: string; values: unknown[] },
): Promise<void> {
  const key = [health_body_id, group_id, id, tx.actor.side];
  await tx.change(
    `insert into finding_response (health_body_id, group_id, finding_id, side) values ($1, $2, $3, $4)
     on conflict do nothing`,
    key,
  );
  await tx.change(
    `update finding_response set ${set}
     where health_body_id = $1 and group_id = $2 and finding_id = $3 and side = $4`,
    [...key, ...values],
  );
}
