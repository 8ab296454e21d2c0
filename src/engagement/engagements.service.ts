import { Injectable } from '@nestjs/common';
import {
  AuditService,
  Conditions,
  NOT_FOUND,
  orderBy,
  pageOf,
  ReadsService,
  seekPast,
  sortBy,
  TenantService,
} from '../platform';
import type { Actor, Page } from '../platform';
import { DomainError } from '../shared/domain-error';
import { IS_HERE } from './authors';
import { correctionsOf } from './corrections';
import type { EngagementDetailRow, EngagementRow } from './engagement-view.dto';
import type { EngagementListQuery } from './engagements.dto';

const SORTS = { happenedOn: 'e.happened_on' };

/** Names are looked up only for the rows that are shown. Who may see an entry at all, the database keeps. */
const view = (found: string, also: { columns: string; join: string } = { columns: '', join: '' }) => `
  select e.id, e.health_body_id, h.name as health_body, e.group_id, g.name as "group", e.contract_id,
    c.reference as contract_reference, e.happened_on, e.channel, e.started_by, e.two_way, e.mentoring,
    e.health_contact_id, hk.name as health_name, hk.email as health_email,
    e.group_contact_id, gk.name as group_name, gk.email as group_email, e.purpose, e.outcome, e.visibility,
    e.owner_id, e.version${also.columns}
  from (${found}) e
  join organisation h on h.id = e.health_body_id
  join organisation g on g.id = e.group_id
  join contact hk on hk.health_body_id = e.health_body_id and hk.group_id = e.group_id and hk.id = e.health_contact_id
  left join contact gk
    on gk.health_body_id = e.health_body_id and gk.group_id = e.group_id and gk.id = e.group_contact_id
  left join contract c on c.health_body_id = e.health_body_id and c.group_id = e.group_id and c.id = e.contract_id
  ${also.join}`;

const WITH_CORRECTIONS = {
  columns: `, e.author_id, ${IS_HERE('e')} as author_is_here, x.corrections`,
  join: `cross join lateral (${correctionsOf('e')}) x`,
};

/** The partnership of a record, so that its own index is read and not the whole log. */
const IN_PARTNERSHIP_OF = (table: string) => `
  e.health_body_id = (select x.health_body_id from ${table} x where x.id = ?)
  and e.group_id = (select x.group_id from ${table} x where x.id = ?)`;

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
  async one(actor: Actor, id: string): Promise<EngagementDetailRow> {
    const row = await this.written(actor, id);
    if (row.visibility === 'restricted') await this.noteOpened(actor, row.id);
    return row;
  }

  /** For whoever has just written it: their change is on record, so that this reading need not be. */
  async written(actor: Actor, id: string): Promise<EngagementDetailRow> {
    const tenant = actor.side === 'health' ? 'e.health_body_id' : 'e.group_id';
    const [row] = await this.reads.rows<EngagementDetailRow>(
      actor,
      view(`select e.* from engagement e where e.id = $1 and ${tenant} = $2`, WITH_CORRECTIONS),
      [id, actor.organisationId],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
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
  addPlace(conditions, query);
  conditions.addIf(query.channel, 'e.channel = ?');
  conditions.addIf(query.from, 'e.happened_on >= ?');
  conditions.addIf(query.to, 'e.happened_on <= ?');
  conditions.addIf(query.twoWay, 'e.two_way = ?');
  // Written out, so that the indexes of talks with mentors serve it.
  if (query.mentoring !== undefined) conditions.add(query.mentoring ? 'e.mentoring' : 'not e.mentoring');
  conditions.addIf(query.healthEmail?.trim().toLowerCase(), WITH_HEALTH_EMAIL);
  return conditions;
}

function addPlace(conditions: Conditions, { partnershipId, contractId, contactId }: EngagementListQuery): void {
  if (partnershipId !== undefined) conditions.add(IN_PARTNERSHIP_OF('partnership'), partnershipId, partnershipId);
  if (contractId !== undefined) {
    conditions.add(`${IN_PARTNERSHIP_OF('contract')} and e.contract_id = ?`, contractId, contractId, contractId);
  }
  if (contactId !== undefined) {
    const withThem = `${IN_PARTNERSHIP_OF('contact')} and ? in (e.health_contact_id, e.group_contact_id)`;
    conditions.add(withThem, contactId, contactId, contactId);
  }
}
