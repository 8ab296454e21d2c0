import { Injectable } from '@nestjs/common';
import { Clock, Conditions, limitOf, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../platform';
import type { Actor, Page, Role, Sort } from '../platform';
import { addDays, calendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { HOLD_ROW } from './holds.dto';
import { contractCounts, DOUBTFUL, InstalmentStandings, ledgerOf } from './instalment-standing.service';
import type { StandingJudge } from './instalment-standing.service';
import type { InstalmentRow } from './instalment-view.dto';
import type { InstalmentListQuery } from './instalments.dto';

const SORTS = { dueOn: 'i.due_on', sendByOn: 'i.send_by_on' };
const BY_DAYS = { daysOverdue: 'i.due_on' };

/** No two banking days in a row are further apart, so an index on the due date narrows down what is at risk. */
const LONGEST_FROM_SEND_BY_TO_DUE = 14;

/** Who sees partnerships, and so the name that a group is known as. The others who come here are finance. */
const KNOWS_PARTNERS: readonly Role[] = ['partnership_manager', 'group_lead', 'group_member'];

/** The day that is judged is always the first parameter. */
const AS_OF = '$1::date';

/** Only what is held is looked for among the holds. */
const HOLD_NOW = `case when i.state = 'held' then (select ${HOLD_ROW} from instalment_hold h
    where h.health_body_id = i.health_body_id and h.group_id = i.group_id and h.instalment_id = i.id
      and h.ended is null) end`;

/** On the day on which it would be paid: its due day, or the day that is judged where that has gone by. */
const SUSPENDED = `(c.state_changes > 1 and i.settled_on is null
  and contract_state_on(c, greatest(i.due_on, ${AS_OF})) = 'suspended')`;

/** Names, terms and the ledger are looked up only for the rows that are shown. */
const view = (found: string, groupName: string) => `
  select i.id, i.contract_id, c.reference as contract_reference, i.health_body_id, h.name as health_body, i.group_id,
    ${groupName} as "group", i.number, i.period_starts_on, i.period_ends_on, i.due_on, i.send_by_on, i.net_pence,
    i.vat_pence, i.amount_pence, i.state, i.version, i.arrival_said, c.instrument, c.timing,
    ${contractCounts('c', AS_OF)} as contract_counts, ${SUSPENDED} as suspended, r.receipts, ${HOLD_NOW} as hold
  from (${found}) i
  join contract c on c.health_body_id = i.health_body_id and c.group_id = i.group_id and c.id = i.contract_id
  join organisation h on h.id = i.health_body_id
  join organisation g on g.id = i.group_id
  cross join lateral (${ledgerOf('i', AS_OF)}) r`;

/** For a page: asked row by row, so that the index of the due date keeps giving the order. */
const COUNTS_BY_ROW = `(select ${contractCounts('c', AS_OF)} from contract c
  where c.health_body_id = i.health_body_id and c.group_id = i.group_id and c.id = i.contract_id)`;
/** For a total: the contracts that do not count are few, and are collected once. */
const COUNTS_IN_ALL = `(i.health_body_id, i.contract_id) not in (
  select c.health_body_id, c.id from contract c where ${DOUBTFUL} and not (${contractCounts('c', AS_OF)}))`;

/** Of a day in the past: what was fully received then may have been taken back since, and is open now. */
const SHORT_ON_DAY = `i.amount_pence > (
  select coalesce(sum(case r.kind when 'receipt' then r.amount_pence else -r.amount_pence end), 0) from receipt r
  where r.health_body_id = i.health_body_id and r.group_id = i.group_id and r.instalment_id = i.id
    and r.received_on <= ${AS_OF})`;

/** A subquery, and not a join, so that a lead and deputy with one email do not show a payment twice. */
const LED_BY = `exists (
  select 1 from named_lead l
  join contact k on k.health_body_id = l.health_body_id and k.group_id = l.group_id and k.id = l.contact_id
  where l.health_body_id = i.health_body_id and l.group_id = i.group_id and l.contract_id = i.contract_id
    and l.side = 'health' and l.role in ('lead', 'deputy') and daterange(l.from_on, l.to_on, '[]') @> ${AS_OF}
    and k.email = ?)`;

@Injectable()
export class InstalmentsService {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
    private readonly standings: InstalmentStandings,
  ) {}

  /** Throws DomainError `invalid` when what is overdue and what is at risk are asked for together: nothing is both. */
  async list(actor: Actor, query: InstalmentListQuery): Promise<{ page: Page<InstalmentRow>; judge: StandingJudge }> {
    const judge = await this.judgeOn(actor, query.asOf);
    const conditions = filter(query, judge);
    const total = query.count ? await this.count(actor, conditions, query, this.isPast(judge)) : undefined;
    const sort = sortOf(query);
    seekPast(query.cursor, sort, 'i.id', conditions);
    const order = `${orderBy(sort, 'i.id')} ${limitOf(query)}`;
    const found = branches(query, conditions.where, COUNTS_BY_ROW, this.isPast(judge))
      .map((branch) => `(select i.* ${branch} ${order})`)
      .join(' union all ');
    const rows = await this.reads.rows<InstalmentRow>(
      actor,
      `${view(`select i.* from (${found}) i ${order}`, groupNameFor(actor))} ${orderBy(sort, 'i.id')}`,
      conditions.values,
    );
    const keyOf = (row: InstalmentRow): [string, string] => [keyColumn(row, query.sort), row.id];
    const page = pageOf(rows, query, sort, keyOf, (row) => row);
    return { page: total === undefined ? page : { ...page, count: total }, judge };
  }

  /** Throws DomainError when there is no such instalment, or it is another tenant's. */
  async one(actor: Actor, id: string, asOf?: string): Promise<{ row: InstalmentRow; judge: StandingJudge }> {
    const judge = await this.judgeOn(actor, asOf);
    const tenant = actor.side === 'health' ? 'i.health_body_id' : 'i.group_id';
    const found = `select i.* from instalment i where i.id = $2 and ${tenant} = $3`;
    const values = [judge.asOf, id, actor.organisationId];
    const [row] = await this.reads.rows<InstalmentRow>(actor, view(found, groupNameFor(actor)), values);
    if (row === undefined) throw new DomainError('not-found', 'There is nothing here, or you may not see it.');
    return { row, judge };
  }

  private isPast({ asOf }: StandingJudge): boolean {
    return asOf < this.clock.today();
  }

  private judgeOn(actor: Actor, asOf: string | undefined): Promise<StandingJudge> {
    return this.standings.judgeOn(asOf === undefined ? this.clock.today() : calendarDate(asOf), actor);
  }

  private async count(
    actor: Actor,
    conditions: Conditions,
    query: InstalmentListQuery,
    past: boolean,
  ): Promise<number> {
    const found = branches(query, conditions.where, COUNTS_IN_ALL, past)
      .map((branch) => `(select 1 ${branch})`)
      .join(' union all ');
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total, ${AS_OF} from (${found}) i`,
      conditions.values,
    );
    return Number(row?.total ?? 0);
  }
}

/**
 * What was open on a day is what is open now and what was settled after it. Each has an index of its own, and is ordered
 * and cut before the two are merged: together they would be collected whole. The second is few, and is fenced: a plan
 * for any day would go through all that was ever due to have it in order.
 */
function branches(
  { overdue, atRisk }: InstalmentListQuery,
  where: string,
  itsContractCounts: string,
  past: boolean,
): string[] {
  if (overdue === undefined && atRisk === undefined) return [`from instalment i ${where}`];
  const owed = past ? `${itsContractCounts} and ${SHORT_ON_DAY}` : itsContractCounts;
  return [
    `from instalment i ${where} and i.settled_on is null and ${owed}`,
    `from (select * from instalment i ${where} and i.settled_on > ${AS_OF} offset 0) i where ${owed}`,
  ];
}

function filter(query: InstalmentListQuery, { asOf, horizon }: StandingJudge): Conditions {
  const conditions = new Conditions();
  conditions.value(asOf);
  conditions.add(query.state === 'cancelled' ? `i.state = 'cancelled'` : `i.state <> 'cancelled'`);
  conditions.addIf(query.state, 'i.state = ?');
  conditions.addIf(query.groupId, 'i.group_id = ?');
  conditions.addIf(query.healthBodyId, 'i.health_body_id = ?');
  conditions.addIf(query.contractId, 'i.contract_id = ?');
  conditions.addIf(query.dueFrom, 'i.due_on >= ?');
  conditions.addIf(query.dueTo, 'i.due_on <= ?');
  conditions.addIf(query.leadEmail?.trim().toLowerCase(), LED_BY);
  if (query.held === true) conditions.add(`i.state = 'held'`);
  if (query.notArrived === true) conditions.add(`i.arrival_said = 'not_arrived'`);
  if (query.overdue === true) addOverdue(conditions, query);
  if (query.atRisk === true) addAtRisk(conditions, horizon);
  return conditions;
}

function addOverdue(conditions: Conditions, { atRisk }: InstalmentListQuery): void {
  if (atRisk === true) {
    const detail = 'No payment is overdue and at risk at once: ask for overdue or for atRisk.';
    throw new DomainError('invalid', detail, [{ pointer: '/atRisk', detail }]);
  }
  conditions.add(`i.due_on < ${AS_OF}`);
}

function addAtRisk(conditions: Conditions, horizon: StandingJudge['horizon']): void {
  conditions.add(`i.due_on >= ${AS_OF} and i.due_on <= ?`, addDays(horizon, LONGEST_FROM_SEND_BY_TO_DUE));
  conditions.add(`i.send_by_on <= ? and i.state <> 'exported'`, horizon);
}

export function knowsPartners({ roles }: Actor): boolean {
  return roles.some((role) => KNOWS_PARTNERS.includes(role));
}

/** SQL: finance pays the account holder by the name that the bank has, and sees no other. */
export function groupNameFor(actor: Actor): string {
  return knowsPartners(actor) ? 'g.name' : 'coalesce(g.payee_name, g.name)';
}

/** The longest overdue are those due first. */
function sortOf({ sort, overdue }: InstalmentListQuery): Sort {
  if (!sort.endsWith('daysOverdue')) return sortBy(sort, SORTS);
  if (overdue === true) return { ...sortBy(sort, BY_DAYS), descending: !sort.startsWith('-') };
  const detail = 'Only overdue payments have days overdue to sort by: add overdue=true.';
  throw new DomainError('invalid', detail, [{ pointer: '/sort', detail }]);
}

function keyColumn(row: InstalmentRow, sort: string): string {
  return sort.endsWith('sendByOn') ? row.send_by_on : row.due_on;
}
