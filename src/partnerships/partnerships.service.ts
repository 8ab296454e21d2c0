import { Injectable } from '@nestjs/common';
import { Clock, Conditions, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../platform';
import type { Actor, Page, Side } from '../platform';
import { DomainError } from '../shared/domain-error';
import { foldName } from '../shared/text';
import { EVERYBODY, WORK_COLUMNS } from '../organisations';
import { awayOn } from '../people';
import type { PartnershipListQuery } from './partnership-list-query';
import type { PartnershipDetailRow, PartnershipRow } from './partnerships.dto';

/** Partnerships are listed by the other side's name. */
const SORTS: Record<Side, { name: string }> = { health: { name: 'g.name_key' }, group: { name: 'h.name_key' } };

const SOURCE = `partnership p
  join organisation h on h.id = p.health_body_id
  join organisation g on g.id = p.group_id`;
const WORK = (from: string) => WORK_COLUMNS.map((column) => `${from}.${column}`).join(', ');
const found = (
  side: Side,
) => `p.*, h.name as health_body, g.name as "group", g.joined_at is not null as joined, ${WORK('g')},
  ${SORTS[side].name} as other_key`;

/** The day that contracts are counted by is always the first parameter. */
const AS_OF = '$1::date';

/** Grouped, so that the state of each contract is worked out once. */
const CONTRACTS = `
  select min(s.first_day) filter (where s.state not in ('draft', 'withdrawn')) as since,
    coalesce(json_object_agg(s.state, s.how_many), '{}') as contracts
  from (
    select c.state, count(*) as how_many, min(c.starts_on) as first_day
    from (
      select c.starts_on, contract_state_on(c, ${AS_OF}) as state from contract c
      where c.health_body_id = p.health_body_id and c.group_id = p.group_id) c
    group by c.state) s`;

const OWN_KNOWLEDGE = `
  select (select s.supplier_number from partnership_supplier s
      where s.health_body_id = p.health_body_id and s.group_id = p.group_id) as supplier_number,
    coalesce((select json_agg(a.name order by a.name_key) from partnership_alias a
      where a.health_body_id = p.health_body_id and a.group_id = p.group_id), '[]') as also_known_as`;

const CONTACTS = `
  select coalesce(json_agg(json_build_object('id', k.id, 'side', k.side, 'name', k.name, 'email', k.email,
      'phone', k.phone, 'preferredChannel', k.preferred_channel, 'roles', r.roles, 'verifiedOn', k.verified_on,
      'leavingOn', k.leaving_on, 'away', w.away)
    order by k.side desc, k.name_key, k.id), '[]') as contacts
  from contact k ${awayOn(AS_OF)} cross join lateral (
    select coalesce(json_agg(distinct l.role), '[]') as roles from named_lead l
    where l.health_body_id = k.health_body_id and l.contact_id = k.id
      and daterange(l.from_on, l.to_on, '[]') @> ${AS_OF}) r
  where k.health_body_id = p.health_body_id and k.group_id = p.group_id`;

/** Groups have no right to what the health body alone knows, so their query never names those tables. */
const view = (side: Side, rows: string, withContacts = false) => `
  select p.id, p.health_body_id, p.health_body, p.group_id, p."group", p.joined, p.other_key, p.leaves_on, p.left_on, p.contact_every_days,
    p.version, ${WORK('p')}, c.since, c.contracts
    ${side === 'health' ? ', o.also_known_as, o.supplier_number' : ''} ${withContacts ? ', k.contacts' : ''}
  from (${rows}) p cross join lateral (${CONTRACTS}) c
  ${side === 'health' ? `cross join lateral (${OWN_KNOWLEDGE}) o` : ''}
  ${withContacts ? `cross join lateral (${CONTACTS}) k` : ''}`;

/** A health body also finds a group by what it is called in its own files. */
const NAME_CONTAINS: Record<Side, string> = {
  health: `position(? in g.name_key) > 0 or exists (select 1 from partnership_alias a
    where a.health_body_id = p.health_body_id and a.group_id = p.group_id and position(? in a.name_key) > 0)`,
  group: 'position(? in h.name_key) > 0',
};

const OF_ORGANISATIONS = ['search', 'joined', 'kindOfWork', 'community', 'way', 'area'] as const;

type Row = PartnershipRow & { other_key: string };

@Injectable()
export class PartnershipsService {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: PartnershipListQuery): Promise<Page<Row>> {
    const { side } = actor;
    const conditions = this.filter(side, query);
    const total = query.count ? await this.count(actor, query, conditions) : undefined;
    const sort = sortBy(query.sort, SORTS[side]);
    seekPast(query.cursor, sort, 'p.id', conditions);
    const limit = conditions.value(query.limit + 1);
    const rows = await this.reads.rows<Row>(
      actor,
      `${view(side, `select ${found(side)} from ${SOURCE} ${conditions.where} ${orderBy(sort, 'p.id')} limit ${limit}`)}
       ${orderBy({ ...sort, column: 'p.other_key' }, 'p.id')}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [row.other_key, row.id],
      (row) => row,
    );
    return total === undefined ? page : { ...page, count: total };
  }

  /** Throws DomainError when there is no such partnership, or it is another tenant's. */
  async one(actor: Actor, id: string, asOf?: string): Promise<PartnershipDetailRow> {
    const [row] = await this.reads.rows<PartnershipDetailRow>(
      actor,
      view(actor.side, `select ${found(actor.side)} from ${SOURCE} where p.id = $2`, true),
      [asOf ?? this.clock.today(), id],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  private filter(side: Side, query: PartnershipListQuery): Conditions {
    const conditions = new Conditions();
    conditions.value(query.asOf ?? this.clock.today());
    conditions.addIf(query.groupId, 'p.group_id = ?');
    conditions.addIf(query.healthBodyId, 'p.health_body_id = ?');
    conditions.addIf(query.joined, '(g.joined_at is not null) = ?');
    addWork(conditions, query);
    if (query.search !== undefined) {
      const key = foldName(query.search);
      conditions.add(NAME_CONTAINS[side], key, key);
    }
    return conditions;
  }

  /** Organisations are read only where something is asked of them: whoever is a partner is known. */
  private async count(actor: Actor, query: PartnershipListQuery, conditions: Conditions): Promise<number> {
    const source = OF_ORGANISATIONS.every((asked) => query[asked] === undefined) ? 'partnership p' : SOURCE;
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total, ${AS_OF} from ${source} ${conditions.where}`,
      conditions.values,
    );
    return Number(row?.total ?? 0);
  }
}

/** Work for everybody is work for each community. */
function addWork(conditions: Conditions, { kindOfWork, community, way, area }: PartnershipListQuery): void {
  conditions.addIf(kindOfWork, '? = any (g.kinds_of_work)');
  conditions.addIf(community === undefined ? undefined : [community, EVERYBODY], 'g.communities && ?::text[]');
  conditions.addIf(way, '? = any (g.ways)');
  conditions.addIf(area === undefined ? undefined : foldName(area), 'position(? in lower(g.area)) > 0');
}
