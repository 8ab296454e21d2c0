import { Injectable } from '@nestjs/common';
import { Conditions, limitOf, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../platform';
import type { Actor, Page } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { penceFromDatabase } from '../shared/money';
import { groupNameFor } from './instalments.service';
import { toInterestClaimView } from './interest-claims.dto';
import type { InterestClaimListQuery, InterestClaimRow, InterestClaimView } from './interest-claims.dto';

const SORTS = { claimedOn: 'k.claimed_on' };

/** Names are looked up only for the rows that are shown. */
const view = (found: string, groupName: string) => `
  select k.id, k.instalment_id as "instalmentId", i.number, i.due_on as "dueOn", k.contract_id as "contractId",
    c.reference as "contractReference", k.health_body_id as "healthBodyId", h.name as "healthBody",
    k.group_id as "groupId", ${groupName} as "group", k.claimed_on as "claimedOn", k.to_on as "toOn",
    k.interest_pence as "interestPence", k.fixed_sum_pence as "fixedSumPence", k.amount_pence as "amountPence",
    k.state, k.paid_on as "paidOn", k.withdrawn_on as "withdrawnOn", k.version
  from (${found}) k
  join instalment i on i.health_body_id = k.health_body_id and i.group_id = k.group_id and i.id = k.instalment_id
  join contract c on c.health_body_id = k.health_body_id and c.group_id = k.group_id and c.id = k.contract_id
  join organisation h on h.id = k.health_body_id
  join organisation g on g.id = k.group_id`;

/** By its group too: the claims for a payment are found by an index that begins with that. */
const OF_INSTALMENT = `k.instalment_id = ? and k.group_id = (select i.group_id from instalment i where i.id = ?)`;

/** What a group has claimed for a payment and not withdrawn; amounts in pence. */
export interface ClaimedSoFar {
  waiting: { id: string; pence: number; on: CalendarDate } | null;
  /** All that were paid together, and the day of the last. */
  paid: { interestPence: number; fixedSumPence: number; on: CalendarDate } | null;
}

interface SoFarRow {
  instalmentId: string;
  waitingId: string | null;
  waitingPence: string | null;
  waitingOn: CalendarDate | null;
  interestPence: string | null;
  fixedSumPence: string | null;
  paidOn: CalendarDate | null;
}

const SO_FAR = `
  select k.instalment_id as "instalmentId", max(k.id::text) filter (where k.state = 'claimed') as "waitingId",
    max(k.amount_pence) filter (where k.state = 'claimed') as "waitingPence",
    max(k.claimed_on) filter (where k.state = 'claimed') as "waitingOn",
    sum(k.interest_pence) filter (where k.state = 'paid') as "interestPence",
    sum(k.fixed_sum_pence) filter (where k.state = 'paid') as "fixedSumPence",
    max(k.paid_on) filter (where k.state = 'paid') as "paidOn"
  from interest_claim k
  where k.group_id = $1 and k.instalment_id = any ($2) and k.state <> 'withdrawn' group by k.instalment_id`;

/** What groups claim for late payments, as both sides read it. */
@Injectable()
export class InterestClaimsService {
  constructor(private readonly reads: ReadsService) {}

  async list(actor: Actor, query: InterestClaimListQuery): Promise<Page<InterestClaimView>> {
    const conditions = filter(query);
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, SORTS);
    seekPast(query.cursor, sort, 'k.id', conditions);
    const order = orderBy(sort, 'k.id');
    const rows = await this.reads.rows<InterestClaimRow>(
      actor,
      `${view(`select k.* from interest_claim k ${conditions.where} ${order} ${limitOf(query)}`, groupNameFor(actor))} ${order}`,
      conditions.values,
    );
    const keyOf = (row: InterestClaimRow): [string, string] => [row.claimedOn, row.id];
    const page = pageOf(rows, query, sort, keyOf, toInterestClaimView);
    return total === undefined ? page : { ...page, count: total };
  }

  /** Throws DomainError when there is no such claim, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<InterestClaimView> {
    const tenant = actor.side === 'health' ? 'k.health_body_id' : 'k.group_id';
    const found = `select k.* from interest_claim k where k.id = $1 and ${tenant} = $2`;
    const [row] = await this.reads.rows<InterestClaimRow>(actor, view(found, groupNameFor(actor)), [
      id,
      actor.organisationId,
    ]);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return toInterestClaimView(row);
  }

  /** What the actor's group has claimed for each of these payments, where it has claimed anything. */
  async soFar(actor: Actor, instalmentIds: readonly string[]): Promise<Map<string, ClaimedSoFar>> {
    if (instalmentIds.length === 0) return new Map();
    const rows = await this.reads.rows<SoFarRow>(actor, SO_FAR, [actor.organisationId, instalmentIds]);
    return new Map(rows.map((row) => [row.instalmentId, { waiting: waitingIn(row), paid: paidIn(row) }]));
  }

  private async count(actor: Actor, { where, values }: Conditions): Promise<number> {
    const sql = `select count(*) as total from interest_claim k ${where}`;
    const [row] = await this.reads.rows<{ total: string }>(actor, sql, [...values]);
    return Number(row?.total ?? 0);
  }
}

function filter({ state, instalmentId }: InterestClaimListQuery): Conditions {
  const conditions = new Conditions();
  // Written out where an index holds only these.
  if (state === 'claimed') conditions.add(`k.state = 'claimed'`);
  else conditions.addIf(state, 'k.state = ?');
  if (instalmentId !== undefined) conditions.add(OF_INSTALMENT, instalmentId, instalmentId);
  return conditions;
}

function waitingIn({ waitingId: id, waitingPence, waitingOn: on }: SoFarRow): ClaimedSoFar['waiting'] {
  return id === null || waitingPence === null || on === null
    ? null
    : { id, pence: penceFromDatabase(waitingPence), on };
}

function paidIn({ interestPence, fixedSumPence, paidOn: on }: SoFarRow): ClaimedSoFar['paid'] {
  if (interestPence === null || fixedSumPence === null || on === null) return null;
  return { interestPence: penceFromDatabase(interestPence), fixedSumPence: penceFromDatabase(fixedSumPence), on };
}
