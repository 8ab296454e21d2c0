import { Injectable } from '@nestjs/common';
import { Clock, Conditions, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../platform';
import type { Actor, Page, Side } from '../platform';
import { DomainError } from '../shared/domain-error';
import { foldName } from '../shared/text';
import { awayOn } from './away';
import type { ContactListQuery, ContactRow } from './contacts.dto';

const SORTS = { name: 'k.name_key' };
const TENANT: Record<Side, string> = { health: 'k.health_body_id', group: 'k.group_id' };

type Row = ContactRow & { name_key: string };

/** $1 is always the organisation acted for and $2 today. */
const select = (rows: string) => `
  select k.id, p.id as partnership_id, k.health_body_id, k.group_id, k.side,
    case when k.person_organisation_id = $1::uuid then k.person_id end as own_person_id,
    k.person_id is not null as has_person, k.name, k.name_key, k.email, k.phone, k.preferred_channel, k.availability,
    k.verified_on, k.leaving_on, w.away, k.version
  from (${rows}) k
  join partnership p on p.health_body_id = k.health_body_id and p.group_id = k.group_id
  ${awayOn('$2::date')}`;

/** People as each partnership knows them: both sides see the contacts of their partnerships. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: ContactListQuery): Promise<Page<Row>> {
    const conditions = this.filter(actor, query);
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, SORTS);
    seekPast(query.cursor, sort, 'k.id', conditions);
    const limit = conditions.value(query.limit + 1);
    const order = orderBy(sort, 'k.id');
    const rows = await this.reads.rows<Row>(
      actor,
      `${select(`select k.* from contact k ${conditions.where} ${order} limit ${limit}`)} ${order}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [row.name_key, row.id],
      (row) => row,
    );
    return total === undefined ? page : { ...page, count: total };
  }

  /** Throws DomainError when there is no such contact, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<ContactRow> {
    const [row] = await this.reads.rows<Row>(
      actor,
      select(`select k.* from contact k where ${TENANT[actor.side]} = $1 and k.id = $3`),
      [actor.organisationId, this.clock.today(), id],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  private filter(actor: Actor, query: ContactListQuery): Conditions {
    const conditions = new Conditions();
    conditions.add(`${TENANT[actor.side]} = ?`, actor.organisationId);
    const today = `${conditions.value(this.clock.today())}::date`;
    conditions.addIf(
      query.partnershipId,
      '(k.health_body_id, k.group_id) = (select p.health_body_id, p.group_id from partnership p where p.id = ?)',
    );
    conditions.addIf(query.side, 'k.side = ?');
    conditions.addIf(query.personId, 'k.person_organisation_id = $1 and k.person_id = ?');
    conditions.addIf(query.staleFor, `coalesce(k.verified_on < ${today} - ?::integer, true)`);
    if (query.search !== undefined) {
      const part = foldName(query.search);
      conditions.add('position(? in k.name_key) > 0 or position(? in k.email) > 0', part, part);
    }
    return conditions;
  }

  private async count(actor: Actor, conditions: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total, $2::date from contact k ${conditions.where}`,
      conditions.values,
    );
    return Number(row?.total ?? 0);
  }
}
