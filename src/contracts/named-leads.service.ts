import { Injectable } from '@nestjs/common';
import { Clock, Conditions, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../platform';
import type { Actor, Page } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { NamedLeadListQuery, NamedLeadRow } from './named-leads.dto';

const SORTS = { contractReference: 'c.reference_key' };
/** A last day this many days away, or fewer, is soon enough to hand the relationship over. */
const LEAVING_DAYS = 60;

const COLUMNS = `l.id, l.contract_id, c.reference, c.reference_key, l.health_body_id, l.group_id, l.side, l.role,
  l.contact_id, k.name, k.email, l.from_on, l.to_on, l.verified_on, l.version`;
const SOURCE = `named_lead l
  join contract c on c.health_body_id = l.health_body_id and c.group_id = l.group_id and c.id = l.contract_id
  join contact k on k.health_body_id = l.health_body_id and k.group_id = l.group_id and k.id = l.contact_id`;
/** Contract by contract, so that the index of references gives a page's order: joined, the planner takes all for few. */
const SOURCE_IN_ORDER = `contract c
  cross join lateral (select * from named_lead l
    where l.health_body_id = c.health_body_id and l.group_id = c.group_id and l.contract_id = c.id offset 0) l
  cross join lateral (select * from contact k
    where k.health_body_id = l.health_body_id and k.group_id = l.group_id and k.id = l.contact_id offset 0) k`;
/** Behind the walls only the reader's own people have a person here. */
const OWN_PEOPLE = 'left join person p on p.organisation_id = k.person_organisation_id and p.id = k.person_id';

type Row = NamedLeadRow & { reference_key: string };

@Injectable()
export class NamedLeadsService {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError `invalid` when a group asks who of the health body is leaving. */
  async list(actor: Actor, query: NamedLeadListQuery): Promise<Page<Row>> {
    const conditions = this.filter(actor, query);
    const health = actor.side === 'health';
    const people = health ? OWN_PEOPLE : '';
    const total = query.count ? await this.count(actor, `${SOURCE} ${people}`, conditions) : undefined;
    const sort = sortBy(query.sort, SORTS);
    seekPast(query.cursor, sort, 'l.id', conditions);
    const rows = await this.reads.rows<Row>(
      actor,
      `select ${COLUMNS}${health ? ', p.last_day_on' : ''} from ${isSelective(query) ? SOURCE : SOURCE_IN_ORDER} ${people}
       ${conditions.where} ${orderBy(sort, 'l.id')} limit ${conditions.value(query.limit + 1)}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [row.reference_key, row.id],
      (row) => row,
    );
    return total === undefined ? page : { ...page, count: total };
  }

  /** Throws DomainError `not-found` when there is no such lead, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<NamedLeadRow> {
    const health = actor.side === 'health';
    const [row] = await this.reads.rows<NamedLeadRow>(
      actor,
      `select ${COLUMNS}${health ? ', p.last_day_on' : ''} from ${health ? `${SOURCE} ${OWN_PEOPLE}` : SOURCE}
       where l.id = $1 and ${health ? 'l.health_body_id' : 'l.group_id'} = $2`,
      [id, actor.organisationId],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  private filter(actor: Actor, query: NamedLeadListQuery): Conditions {
    const conditions = new Conditions();
    const asOf = `${conditions.value(query.asOf ?? this.clock.today())}::date`;
    // Said as a case, which the planner takes for true of half: so it goes by contract and stops at the page's end.
    conditions.add(`case when daterange(l.from_on, l.to_on, '[]') @> ${asOf} then true else false end`);
    conditions.addIf(query.contractId, 'c.id = ?');
    conditions.addIf(query.groupId, 'c.group_id = ?');
    conditions.addIf(query.side, 'l.side = ?');
    conditions.addIf(query.role, 'l.role = ?');
    conditions.addIf(query.email?.trim().toLowerCase(), 'k.email = ?');
    if (query.leaving === true) {
      refuseToGroups(actor);
      conditions.add(`p.last_day_on - ${asOf} between 0 and ${String(LEAVING_DAYS)}`);
    }
    return conditions;
  }

  private async count(actor: Actor, source: string, conditions: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from ${source} ${conditions.where}`,
      conditions.values,
    );
    return Number(row?.total ?? 0);
  }
}

/** Few of all leads pass, and are found before they are put in order. */
function isSelective({ email, leaving, groupId }: NamedLeadListQuery): boolean {
  return email !== undefined || leaving === true || groupId !== undefined;
}

/** Said in words, because an empty list would read as "nobody is leaving". */
function refuseToGroups(actor: Actor): void {
  if (actor.side === 'health') return;
  const detail = 'leaving is for health bodies, about their own people: leave it out.';
  throw new DomainError('invalid', detail, [{ pointer: '/leaving', detail }]);
}
