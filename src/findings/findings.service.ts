import { Injectable } from '@nestjs/common';
import { Clock, Conditions, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast } from '../platform';
import type { Actor, Page, Sort } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { FindingListQuery, FindingState } from './finding-list.dto';
import type { FindingRow } from './finding-view.dto';
import { idsIn, type KnownContact, type Names, shownEvidence } from './shown-evidence';

/** Worst first, then what was seen first, then by rule: one column of the table holds all three. */
const WORST_FIRST: Sort = { name: 'worst', column: 'f.worst_first', descending: false };

/** Names are looked up only for the rows that are shown. The first two parameters are the tenant and today. */
const view = (found: string, { side }: Actor) => `
  select f.id, f.rule, f.severity, f.audience, f.acts_on, f.health_body_id, h.name as health_body, f.group_id,
    g.name as "group", p.id as partnership_id, f.contract_id, c.reference as contract_reference, f.instalment_id, f.evidence,
    f.first_seen_on, f.last_confirmed_on, f.cleared_on, f.cleared_why, f.version, f.worst_first,
    r.acknowledged_at, r.acknowledged_by, r.snoozed_until, r.reason as snooze_reason,
    case when f.cleared_on is not null then 'cleared'
      when r.snoozed_until >= $2::date then 'snoozed' else 'open' end as state
  from (${found}) f
  join partnership p on p.health_body_id = f.health_body_id and p.group_id = f.group_id
  join organisation h on h.id = f.health_body_id
  join organisation g on g.id = f.group_id
  left join contract c on c.health_body_id = f.health_body_id and c.group_id = f.group_id and c.id = f.contract_id
  left join finding_response r on r.health_body_id = f.health_body_id and r.group_id = f.group_id
    and r.finding_id = f.id and r.side = '${side}'`;

/** A finding rests for one side only, and for the other goes on. */
const rests = ({ side }: Actor) => `exists (
  select 1 from finding_response r where r.health_body_id = f.health_body_id and r.group_id = f.group_id
    and r.finding_id = f.id and r.side = '${side}' and r.snoozed_until >= $2::date)`;

@Injectable()
export class FindingsService {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: FindingListQuery): Promise<Page<FindingRow>> {
    const conditions = this.filter(actor, query);
    const total = query.count ? await this.count(actor, conditions) : undefined;
    seekPast(query.cursor, WORST_FIRST, 'f.id', conditions);
    const order = orderBy(WORST_FIRST, 'f.id');
    const limit = conditions.value(query.limit + 1);
    const found = `select f.* from finding f ${conditions.where} ${order} limit ${limit}`;
    const rows = await this.reads.rows<FindingRow>(actor, `${view(found, actor)} ${order}`, conditions.values);
    const page = pageOf(
      rows,
      query,
      WORST_FIRST,
      (row) => [row.worst_first, row.id],
      (row) => row,
    );
    const items = await this.shown(actor, page.items);
    return total === undefined ? { ...page, items } : { ...page, items, count: total };
  }

  /** Throws DomainError when there is no such finding, or the actor may not see it. */
  async one(actor: Actor, id: string): Promise<FindingRow> {
    const values = [actor.organisationId, this.clock.today(), id];
    const found = `select f.* from finding f where ${tenantOf(actor)} = $1 and f.id = $3`;
    const rows = await this.reads.rows<FindingRow>(actor, view(found, actor), values);
    const [row] = await this.shown(actor, rows);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  private filter(actor: Actor, query: FindingListQuery): Conditions {
    const conditions = new Conditions();
    conditions.add(`${tenantOf(actor)} = ?`, actor.organisationId);
    conditions.value(this.clock.today());
    for (const condition of conditionsOf(query.state, rests(actor))) conditions.add(condition);
    conditions.addIf(query.rule, 'f.rule = ?');
    conditions.addIf(query.severity, 'f.severity = ?');
    conditions.addIf(query.actsOn, 'f.acts_on = ?');
    conditions.addIf(query.contractId, 'f.contract_id = ?');
    conditions.addIf(
      query.partnershipId,
      '(f.health_body_id, f.group_id) = (select p.health_body_id, p.group_id from partnership p where p.id = ?)',
    );
    return conditions;
  }

  private async count(actor: Actor, { where, values }: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total, $2::date from finding f ${where}`,
      values,
    );
    return Number(row?.total ?? 0);
  }

  /** Evidence holds ids: here they get the names that the reader may see. */
  private async shown(actor: Actor, rows: readonly FindingRow[]): Promise<FindingRow[]> {
    const ids = rows.map(({ evidence }) => idsIn(evidence));
    const names = await this.names(
      actor,
      ids.flatMap(({ contractIds }) => contractIds),
      ids.flatMap(({ contactIds }) => contactIds),
    );
    const today = this.clock.today();
    return rows.map((row) => ({ ...row, evidence: shownEvidence(row.rule, row.evidence, names, today) }));
  }

  private async names(actor: Actor, contractIds: string[], contactIds: string[]): Promise<Names> {
    if (contractIds.length + contactIds.length === 0) return { contracts: new Map(), contacts: new Map() };
    const tenant = actor.side === 'health' ? 'health_body_id' : 'group_id';
    const rows = await this.reads.rows<{ id: string; reference: string | null } & KnownContact>(
      actor,
      `select c.id, c.reference, null as name, null as email, null::uuid as "personId" from contract c
         where c.${tenant} = $1 and c.id = any ($2)
       union all
       select k.id, null, k.name, k.email, case when k.side = '${actor.side}' then k.person_id end from contact k
         where k.${tenant} = $1 and k.id = any ($3)`,
      [actor.organisationId, contractIds, contactIds],
    );
    const contracts = new Map(rows.flatMap(({ id, reference }) => (reference === null ? [] : [[id, reference]])));
    return {
      contracts,
      contacts: new Map(rows.map(({ id, name, email, personId }) => [id, { name, email, personId }])),
    };
  }
}

function tenantOf({ side }: Actor): string {
  return side === 'health' ? 'f.health_body_id' : 'f.group_id';
}

function conditionsOf(state: FindingState, rest: string): string[] {
  if (state === 'cleared') return ['f.cleared_on is not null'];
  return ['f.cleared_on is null', state === 'snoozed' ? rest : `not ${rest}`];
}
