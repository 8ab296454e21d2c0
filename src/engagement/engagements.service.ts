import { Injectable } from '@nestjs/common';
import { AuditService, Conditions, orderBy, pageOf, ReadsService, seekPast, sortBy, TenantService } from '../platform';
import type { Actor, Page } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { EngagementListQuery, EngagementRow } from './engagements.dto';

const SORTS = { happenedOn: 'e.happened_on' };

/** Names are looked up only for the rows that are shown. Who may see an entry at all, the database keeps. */
const view = (found: string) => `
  select e.id, e.health_body_id, h.name as health_body, e.group_id, g.name as "group", e.contract_id,
    c.reference as contract_reference, e.happened_on, e.channel, e.started_by, e.two_way,
    e.health_contact_id, hk.name as health_name, hk.email as health_email,
    e.group_contact_id, gk.name as group_name, gk.email as group_email, e.purpose, e.outcome, e.visibility, e.version
  from (${found}) e
  join organisation h on h.id = e.health_body_id
  join organisation g on g.id = e.group_id
  join contact hk on hk.health_body_id = e.health_body_id and hk.group_id = e.group_id and hk.id = e.health_contact_id
  left join contact gk
    on gk.health_body_id = e.health_body_id and gk.group_id = e.group_id and gk.id = e.group_contact_id
  left join contract c on c.health_body_id = e.health_body_id and c.group_id = e.group_id and c.id = e.contract_id`;

const WITH_HEALTH_EMAIL = `exists (select 1 from contact k where k.health_body_id = e.health_body_id
  and k.group_id = e.group_id and k.id = e.health_contact_id and k.email = ?)`;

@Injectable()
export class EngagementsService {
  constructor(
    private readonly reads: ReadsService,
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
  ) {}

  async list(actor: Actor, query: EngagementListQuery): Promise<Page<EngagementRow>> {
    const conditions = filter(query);
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, SORTS);
    seekPast(query.cursor, sort, 'e.id', conditions);
    const order = orderBy(sort, 'e.id');
    const limit = conditions.value(query.limit + 1);
    const rows = await this.reads.rows<EngagementRow>(
      actor,
      `${view(`select e.* from engagement e ${conditions.where} ${order} limit ${limit}`)} ${order}`,
      conditions.values,
    );
    const page = pageOf(rows, query, sort, (row) => [row.happened_on, row.id], closed);
    return total === undefined ? page : { ...page, count: total };
  }

  /** Throws DomainError when there is no such entry, or it is hidden from the actor. */
  async one(actor: Actor, id: string): Promise<EngagementRow> {
    const tenant = actor.side === 'health' ? 'e.health_body_id' : 'e.group_id';
    const [row] = await this.reads.rows<EngagementRow>(
      actor,
      view(`select e.* from engagement e where e.id = $1 and ${tenant} = $2`),
      [id, actor.organisationId],
    );
    if (row === undefined) throw new DomainError('not-found', 'There is nothing here, or you may not see it.');
    if (row.visibility === 'restricted') await this.noteOpened(actor, row.id);
    return row;
  }

  /** Whoever a restricted entry is about can ask who has opened it: without that record it is not shown. */
  private noteOpened(actor: Actor, id: string): Promise<void> {
    return this.tenant.transaction(actor, (tx) =>
      this.audit.record(tx, { action: 'engagement.opened', subjectId: id }),
    );
  }

  private async count(actor: Actor, conditions: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from engagement e ${conditions.where}`,
      conditions.values,
    );
    return Number(row?.total ?? 0);
  }
}

/** In a list a restricted entry shows that it is there; what it says is read, and recorded as read, one by one. */
function closed(row: EngagementRow): EngagementRow {
  return row.visibility === 'restricted' ? { ...row, purpose: null, outcome: null } : row;
}

function filter(query: EngagementListQuery): Conditions {
  const conditions = new Conditions();
  conditions.addIf(query.groupId, 'e.group_id = ?');
  conditions.addIf(query.contractId, 'e.contract_id = ?');
  conditions.addIf(query.from, 'e.happened_on >= ?');
  conditions.addIf(query.to, 'e.happened_on <= ?');
  conditions.addIf(query.twoWay, 'e.two_way = ?');
  conditions.addIf(query.healthEmail?.trim().toLowerCase(), WITH_HEALTH_EMAIL);
  return conditions;
}
