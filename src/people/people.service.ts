import { Injectable } from '@nestjs/common';
import { Conditions, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../platform';
import type { Actor, Page } from '../platform';
import { DomainError } from '../shared/domain-error';
import { foldName } from '../shared/text';
import type { PersonListQuery, PersonRow } from './people.dto';

const SORTS = { name: 'p.sort_key' };
const COLUMNS = 'p.id, p.name, p.email, p.job_title, p.last_day_on, p.departure_told_on, p.sort_key, p.version';

type Row = PersonRow & { sort_key: string };

/** The people of one's own organisation. Nobody else's are ever read, and nothing joins the two. */
@Injectable()
export class PeopleService {
  constructor(private readonly reads: ReadsService) {}

  async list(actor: Actor, query: PersonListQuery): Promise<Page<Row>> {
    const conditions = new Conditions();
    conditions.add('p.organisation_id = ?', actor.organisationId);
    if (query.search !== undefined) {
      const part = foldName(query.search);
      conditions.add('position(? in p.sort_key) > 0 or position(? in p.email) > 0', part, part);
    }
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, SORTS);
    seekPast(query.cursor, sort, 'p.id', conditions);
    const rows = await this.reads.rows<Row>(
      actor,
      `select ${COLUMNS} from person p ${conditions.where} ${orderBy(sort, 'p.id')}
       limit ${conditions.value(query.limit + 1)}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [row.sort_key, row.id],
      (row) => row,
    );
    return total === undefined ? page : { ...page, count: total };
  }

  /** Throws DomainError when there is no such person in this organisation. */
  async one(actor: Actor, id: string): Promise<PersonRow> {
    const [row] = await this.reads.rows<Row>(
      actor,
      `select ${COLUMNS} from person p where p.organisation_id = $1 and p.id = $2`,
      [actor.organisationId, id],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  private async count(actor: Actor, conditions: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from person p ${conditions.where}`,
      conditions.values,
    );
    return Number(row?.total ?? 0);
  }
}
