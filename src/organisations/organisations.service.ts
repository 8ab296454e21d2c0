import { Injectable } from '@nestjs/common';
import { Clock, Conditions, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../platform';
import type { Actor, Page } from '../platform';
import { DomainError } from '../shared/domain-error';
import { foldName } from '../shared/text';
import type { OrganisationListQuery, OrganisationRow } from './organisations.dto';
import { knowsPartners } from './who-changes.rules';
import { WORK_COLUMNS } from './work-of-groups/work.dto';

const SORTS = { name: 'o.name_key' };

type Row = OrganisationRow & { name_key: string };

/** Behind the walls: a health body sees health bodies and its own partners, a group sees health bodies and itself. */
@Injectable()
export class OrganisationsService {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: OrganisationListQuery): Promise<Page<Row>> {
    const conditions = whatTheyMayKnow(actor);
    conditions.addIf(query.kind, 'o.kind = ?');
    // position, not like: a % in the question is a % in the name.
    conditions.addIf(query.search === undefined ? undefined : foldName(query.search), 'position(? in o.name_key) > 0');
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, SORTS);
    seekPast(query.cursor, sort, 'o.id', conditions);
    const limit = conditions.value(query.limit + 1);
    const today = conditions.value(this.clock.today());
    const holdsToday = `and daterange(i.from_on, i.to_on, '[]') @> ${today}::date`;
    const rows = await this.read(actor, conditions, `${orderBy(sort, 'o.id')} limit ${limit}`, holdsToday);
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [row.name_key, row.id],
      (row) => row,
    );
    return total === undefined ? page : { ...page, count: total };
  }

  /** Throws DomainError when there is no such organisation, or the actor may not know of it. */
  async one(actor: Actor, id: string): Promise<OrganisationRow> {
    const conditions = whatTheyMayKnow(actor);
    conditions.add('o.id = ?', id);
    const [row] = await this.read(actor, conditions, '', '');
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  private read(actor: Actor, conditions: Conditions, orderAndLimit: string, whichNumbers: string): Promise<Row[]> {
    return this.reads.rows<Row>(
      actor,
      `with page as (select o.* from organisation o ${conditions.where} ${orderAndLimit})
       select o.id, o.kind, o.name, o.name_key, o.legal_form, o.health_body_kind, o.publication_name, o.payee_name,
         o.about, o.website, o.does_not_do, o.version, ${WORK_COLUMNS.map((column) => `o.${column}`).join(', ')},
         o.joined_at is not null as joined, coalesce(o.listed_by = $1::uuid, false) as listed_by_you,
         o.id = $1::uuid as is_you, i.identifiers
       from page o cross join lateral (
         select coalesce(json_agg(json_build_object('id', i.id, 'scheme', i.scheme, 'value', i.value,
           'fromOn', i.from_on, 'toOn', i.to_on) order by i.scheme, i.value), '[]') as identifiers
         from organisation_identifier i where i.organisation_id = o.id ${whichNumbers}) i
       ${orderAndLimit.replace(/ limit .*/, '')}`,
      conditions.values,
    );
  }

  private async count(actor: Actor, conditions: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total, $1::uuid from organisation o ${conditions.where}`,
      conditions.values,
    );
    return Number(row?.total ?? 0);
  }
}

/** $1 is always the organisation acted for. */
function whatTheyMayKnow(actor: Actor): Conditions {
  const conditions = new Conditions();
  const own = conditions.value(actor.organisationId);
  if (!knowsPartners(actor.roles)) conditions.add(`o.id = ${own}::uuid`);
  return conditions;
}
