import { Injectable } from '@nestjs/common';
import { Clock, Conditions, limitOf, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../platform';
import type { Actor, Page } from '../platform';
import { DomainError } from '../shared/domain-error';
import { toLateCaseView } from './late-case-view.dto';
import type { LateCaseRow, LateCaseView } from './late-case-view.dto';
import type { LateCaseListQuery } from './late-cases.dto';

const SORTS = { openedOn: 'k.opened_on' };

const LEAD_OF = `(
  select n.name from named_lead l
  join contact n on n.health_body_id = l.health_body_id and n.group_id = l.group_id and n.id = l.contact_id
  where l.health_body_id = k.health_body_id and l.group_id = k.group_id and l.contract_id = k.contract_id
    and l.side = 'health' and l.role = 'lead' and daterange(l.from_on, l.to_on, '[]') @> $1::date limit 1)`;

const REPLIES_OF = `(
  select coalesce(json_agg(json_build_object('id', r.id, 'words', r.words, 'expectedOn', r.expected_on,
    'repliedOn', r.replied_on) order by r.id), '[]')
  from late_case_reply r where r.health_body_id = k.health_body_id and r.group_id = k.group_id and r.case_id = k.id)`;

/** Names are looked up only for the rows that are shown. Today is the first parameter. */
const view = (found: string) => `
  select k.id, k.instalment_id as "instalmentId", i.number, i.due_on as "dueOn", i.amount_pence as "amountPence",
    case i.state when 'cancelled' then 0 else i.amount_pence - i.received_pence end as "outstandingPence",
    k.contract_id as "contractId", c.reference as "contractReference", k.health_body_id as "healthBodyId",
    h.name as "healthBody", k.group_id as "groupId", g.name as "group", k.opened_by_side as "openedBySide",
    k.opened_on as "openedOn", k.words, k.owner_contact_id as "ownerContactId", o.name as "ownerName",
    k.owned_since as "ownedSince", ${LEAD_OF} as "leadName", k.cause_by_health as "causeByHealth",
    k.cause_by_group as "causeByGroup", ${REPLIES_OF} as replies, k.replied_on as "repliedOn", k.resolution,
    k.resolved_on as "resolvedOn", k.resolved_by as "resolvedBy", k.version
  from (${found}) k
  join instalment i on i.health_body_id = k.health_body_id and i.group_id = k.group_id and i.id = k.instalment_id
  join contract c on c.health_body_id = k.health_body_id and c.group_id = k.group_id and c.id = k.contract_id
  join organisation h on h.id = k.health_body_id
  join organisation g on g.id = k.group_id
  left join contact o on o.health_body_id = k.health_body_id and o.group_id = k.group_id and o.id = k.owner_contact_id`;

/** By its group too: the cases of a payment are found by an index that begins with that. */
const OF_INSTALMENT = `k.instalment_id = ? and k.group_id = (select i.group_id from instalment i where i.id = ?)`;

/** What waiting meant, as the group said it. */
export interface ReportedImpact {
  /** In pence, as text. */
  reservesUsedPence: string | null;
  serviceEffect: 'none' | 'reduced' | 'paused';
}

/** Late payments that somebody deals with, as both sides read them. */
@Injectable()
export class LateCasesService {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: LateCaseListQuery): Promise<Page<LateCaseView>> {
    const today = this.clock.today();
    const total = query.count ? await this.count(actor, query) : undefined;
    const sort = sortBy(query.sort, SORTS);
    const page = new Conditions();
    page.value(today);
    addFilter(page, query);
    seekPast(query.cursor, sort, 'k.id', page);
    const order = orderBy(sort, 'k.id');
    const rows = await this.reads.rows<LateCaseRow>(
      actor,
      `${view(`select k.* from late_payment_case k ${page.where} ${order} ${limitOf(query)}`)} ${order}`,
      page.values,
    );
    const keyOf = (row: LateCaseRow): [string, string] => [row.openedOn, row.id];
    const found = pageOf(rows, query, sort, keyOf, (row) => toLateCaseView(row, today));
    return total === undefined ? found : { ...found, count: total };
  }

  /** Throws DomainError when there is no such case, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<LateCaseView> {
    const today = this.clock.today();
    const tenant = actor.side === 'health' ? 'k.health_body_id' : 'k.group_id';
    const found = `select k.* from late_payment_case k where k.id = $2 and ${tenant} = $3`;
    const [row] = await this.reads.rows<LateCaseRow>(actor, view(found), [today, id, actor.organisationId]);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return toLateCaseView(row, today);
  }

  /** The open case of each of these payments that has one. */
  async openOf(actor: Actor, instalmentIds: readonly string[]): Promise<Map<string, LateCaseView>> {
    if (instalmentIds.length === 0) return new Map();
    const today = this.clock.today();
    const tenant = actor.side === 'health' ? 'k.health_body_id' : 'k.group_id';
    const found = `select k.* from late_payment_case k
      where ${tenant} = $2 and k.instalment_id = any ($3) and k.resolved_on is null`;
    const rows = await this.reads.rows<LateCaseRow>(actor, view(found), [today, actor.organisationId, instalmentIds]);
    return new Map(rows.map((row) => [row.instalmentId, toLateCaseView(row, today)]));
  }

  /** What the groups reported last of waiting for each of these payments, and have not taken back. */
  async impactOf(actor: Actor, instalmentIds: readonly string[]): Promise<Map<string, ReportedImpact>> {
    if (instalmentIds.length === 0) return new Map();
    const rows = await this.reads.rows<ReportedImpact & { instalmentId: string }>(
      actor,
      `select distinct on (m.instalment_id) m.instalment_id as "instalmentId", m.reserves_used_pence as "reservesUsedPence",
         m.service_effect as "serviceEffect"
       from impact_report m
       where m.health_body_id = $1 and m.instalment_id = any ($2) and m.withdrawn_at is null
       order by m.instalment_id, m.reported_at desc, m.id desc`,
      [actor.organisationId, instalmentIds],
    );
    return new Map(rows.map((row) => [row.instalmentId, row]));
  }

  /** Who may deal with a case: the health body's contacts in its partnership, by name. */
  ownersOf(actor: Actor, id: string): Promise<{ id: string; name: string }[]> {
    return this.reads.rows(
      actor,
      `select n.id, coalesce(n.name, n.email) as name from late_payment_case k
       join contact n on n.health_body_id = k.health_body_id and n.group_id = k.group_id and n.side = 'health'
       where k.health_body_id = $1 and k.id = $2 order by n.name_key, n.id limit 200`,
      [actor.organisationId, id],
    );
  }

  private async count(actor: Actor, query: LateCaseListQuery): Promise<number> {
    const conditions = new Conditions();
    addFilter(conditions, query);
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from late_payment_case k ${conditions.where}`,
      conditions.values,
    );
    return Number(row?.total ?? 0);
  }
}

function addFilter(conditions: Conditions, { state, instalmentId, groupId }: LateCaseListQuery): void {
  if (state !== undefined) conditions.add(`k.resolved_on is ${state === 'open' ? '' : 'not '}null`);
  if (instalmentId !== undefined) conditions.add(OF_INSTALMENT, instalmentId, instalmentId);
  conditions.addIf(groupId, 'k.group_id = ?');
}
