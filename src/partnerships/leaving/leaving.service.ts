import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, Clock, NOT_FOUND, ReadsService, TenantService } from '../../platform';
import type { Actor, Tx } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import { DomainError } from '../../shared/domain-error';
import { penceFromDatabase } from '../../shared/money';
import type { GoesOnRow, LeavingRow } from './leaving.dto';
import { lastDayOf, sawAll, totalOf } from './leaving.rules';
import type { GoesOn } from './leaving.rules';

/** What a group and each of its payers have going: it goes on without Accord, and no payment is lost. */
const GOES_ON = `
  select p.health_body_id, h.name as health_body,
    (select count(*)::integer from contract c where c.health_body_id = p.health_body_id and c.group_id = p.group_id
      and contract_state_on(c, $2) in ('agreed', 'active', 'suspended')) as contracts,
    coalesce(d.payments, 0) as payments, coalesce(d.pence, 0)::text as pence
  from partnership p
  join organisation h on h.id = p.health_body_id
  left join lateral (
    select count(*)::integer as payments, sum(i.amount_pence - i.received_pence) as pence from instalment i
    join contract c on c.health_body_id = i.health_body_id and c.id = i.contract_id
    where i.health_body_id = p.health_body_id and i.group_id = p.group_id and i.state <> 'cancelled'
      and i.settled_on is null and c.state not in ('draft', 'withdrawn')) d on true
  where p.group_id = $1 order by h.name_key, p.health_body_id`;

const OPEN = `
  select id, started_on::text, last_day_on::text, version from group_leaving
  where group_id = $1 and outcome is null`;

const BEGIN = `
  insert into group_leaving (group_id, id, started_on, started_by, last_day_on, live_contracts, payments_due, pence_due)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`;

const STOP = `
  update group_leaving set outcome = 'stopped', over_on = $3, stopped_by = $4, version = version + 1
  where group_id = $1 and id = $2`;

type Row = Omit<GoesOnRow, 'pence'> & { pence: string };

/** A group's way out: begun by one lead, and stopped by any until its last day is over. */
@Injectable()
export class GroupLeaving {
  constructor(
    private readonly reads: ReadsService,
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** What is under way, if anything. Throws DomainError not-found for any group but the actor's own. */
  async open(actor: Actor, id: string): Promise<LeavingRow | null> {
    checkOwn(actor, id);
    const [row] = await this.reads.rows<LeavingRow>(actor, OPEN, [id]);
    return row ?? null;
  }

  /** What goes on with each payer. Throws DomainError not-found for any group but the actor's own. */
  async goesOn(actor: Actor, id: string): Promise<GoesOnRow[]> {
    checkOwn(actor, id);
    return (await this.reads.rows<Row>(actor, GOES_ON, [id, this.clock.today()])).map(toGoesOn);
  }

  /**
   * Begins it, and tells everybody of the group and its payers. Throws DomainError `conflict` when it is under way, or
   * what goes on is not what the lead saw; not-found for any group but the actor's own.
   */
  async begin(actor: Actor, id: string, seen: GoesOn): Promise<void> {
    checkOwn(actor, id);
    const today = this.clock.today();
    await this.tenant.once(actor, async (tx) => {
      // Two leads who begin at once come one after the other.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('leaving:' || $1, 0))`, [id]);
      const [open] = await tx.query(OPEN, [id]);
      if (open !== undefined)
        throw new DomainError('conflict', 'Your group is leaving already: another lead began it.');
      const now = await this.seenNow(tx, id, today, seen);
      const leavingId = uuid();
      const lastDayOn = lastDayOf(today);
      await tx.query(BEGIN, [id, leavingId, today, actor.id, lastDayOn, now.contracts, now.payments, now.pence]);
      const detail = { lastDayOn, ...now };
      await this.audit.record(tx, { action: 'organisation.leaving-started', subjectId: leavingId, detail });
      return leavingId;
    });
  }

  private async seenNow(tx: Tx, id: string, today: CalendarDate, seen: GoesOn): Promise<GoesOn> {
    const now = totalOf((await tx.query<Row>(GOES_ON, [id, today])).map(toGoesOn));
    if (sawAll(seen, now)) return now;
    throw new DomainError(
      'conflict',
      'What goes on with your payers has changed since you looked. Look at it again, then decide.',
    );
  }

  /** Everything stays as it is. Throws DomainError: not-found when nothing is under way, or stale. */
  async stop(actor: Actor, id: string, version: number): Promise<void> {
    checkOwn(actor, id);
    const today = this.clock.today();
    await this.tenant.once(actor, async (tx) => {
      const [open] = await tx.query<LeavingRow>(`${OPEN} for update`, [id]);
      if (open === undefined) throw new DomainError('not-found', NOT_FOUND);
      checkVersion(open.version, version);
      await tx.query(STOP, [id, open.id, today, actor.id]);
      await this.audit.record(tx, { action: 'organisation.leaving-stopped', subjectId: open.id });
      return open.id;
    });
  }
}

function checkOwn({ organisationId, side }: Actor, id: string): void {
  if (side !== 'group' || id !== organisationId) throw new DomainError('not-found', NOT_FOUND);
}

function toGoesOn({ pence, ...row }: Row): GoesOnRow {
  return { ...row, pence: penceFromDatabase(pence) };
}
