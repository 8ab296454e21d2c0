import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, Clock, NOT_FOUND, ReadsService, TenantService } from '../../platform';
import type { Actor } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { OrganisationsService } from '../organisations.service';
import { toStatementView } from './capacity.dto';
import type { CapacityRow, CapacityStatementView, StateCapacityDto } from './capacity.dto';

const OWN = `
  select c.id, c.state, c.waiting_weeks, c.words, c.stated_on from capacity_statement c
  where c.group_id = $1 order by c.id desc limit 20`;

const OF_PARTNER = 'select id, state, waiting_weeks, words, stated_on from capacity_of_partner($1, $2)';

const NEWEST_OF_PARTNERS = `
  select g.id as group_id, c.id, c.state, c.waiting_weeks, c.words, c.stated_on
  from unnest($2::uuid[]) g(id)
  cross join lateral (select * from capacity_of_partner($1, g.id) limit 1) c`;

/** How much a group can take on: its own to say, and for the health bodies that it works with to read. */
@Injectable()
export class CapacityStatements {
  constructor(
    private readonly reads: ReadsService,
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly organisations: OrganisationsService,
  ) {}

  /** What it says now and said before, newest first. Throws DomainError not-found for what the actor may not know of. */
  async of(actor: Actor, id: string): Promise<CapacityRow[]> {
    await this.organisations.one(actor, id);
    if (actor.side === 'group')
      return id === actor.organisationId ? this.reads.rows<CapacityRow>(actor, OWN, [id]) : [];
    return this.tenant.transaction(actor, (tx) => tx.asServer<CapacityRow>(OF_PARTNER, [actor.organisationId, id]));
  }

  /** What each of these groups says now, by group, for a health body that works with them; those that said nothing are not in it. */
  async ofPartners(actor: Actor, groupIds: readonly string[]): Promise<Map<string, CapacityStatementView>> {
    if (actor.side !== 'health' || groupIds.length === 0) return new Map();
    const rows = await this.tenant.transaction(actor, (tx) =>
      tx.asServer<CapacityRow & { group_id: string }>(NEWEST_OF_PARTNERS, [actor.organisationId, groupIds]),
    );
    return new Map(rows.map((row) => [row.group_id, toStatementView(row)]));
  }

  /** Says it anew, from today. Throws DomainError: not-found, or forbidden for whoever is not of the group. */
  async state(actor: Actor, id: string, { state, waitingWeeks = null, words = null }: StateCapacityDto): Promise<void> {
    await this.organisations.one(actor, id);
    if (id !== actor.organisationId) throw new DomainError('not-found', NOT_FOUND);
    await this.tenant.once(actor, async (tx) => {
      const statement = uuid();
      await tx.change(
        `insert into capacity_statement (group_id, id, state, waiting_weeks, words, stated_on, stated_by)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [id, statement, state, waitingWeeks, words, this.clock.today(), actor.id],
      );
      const detail = { state, waitingWeeks };
      await this.audit.record(tx, { action: 'capacity.stated', subjectId: statement, detail });
      return statement;
    });
  }
}
