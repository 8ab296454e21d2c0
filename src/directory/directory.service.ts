import { Injectable } from '@nestjs/common';
import {
  Clock,
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
import { foldName } from '../shared/text';
import type { DirectoryListQuery } from './directory.dto';
import type { DirectoryEntryView } from './directory-view.dto';

const VIEW = `
  d.id, d.health_body_id as "healthBodyId", d.health_body as "healthBody", d.kind, d.name,
  d.does, d.place, d.email, d.phone, d.hours, d.person_id as "personId", d.person_name as "personName",
  d.person_job as "personJob", d.checked_on as "checkedOn", d.version`;

/** As its own people see it: with whoever is named, as long as they are there. */
const OWN = (today: string) => `
  (select e.*, o.name as health_body, n.name as person_name, n.job_title as person_job
   from directory_entry e join organisation o on o.id = e.health_body_id
   left join person n on n.organisation_id = e.health_body_id and n.id = e.person_id
     and (n.last_day_on is null or n.last_day_on >= ${today}::date)
   where e.removed_on is null) d`;

/** Who is who: a health body reads its own, a group those of the health bodies that it works with. */
@Injectable()
export class DirectoryEntries {
  constructor(
    private readonly reads: ReadsService,
    private readonly tenant: TenantService,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: DirectoryListQuery): Promise<Page<DirectoryEntryView>> {
    const conditions = new Conditions();
    const source = this.source(actor, conditions);
    conditions.addIf(query.healthBodyId, 'd.health_body_id = ?');
    if (query.search !== undefined) {
      const part = query.search.toLowerCase();
      conditions.add(
        `position(? in d.sort_key) > 0 or position(? in lower(d.does)) > 0 or position(? in lower(d.place)) > 0`,
        ...[foldName(query.search), part, part],
      );
    }
    const total = query.count ? await this.count(actor, source, conditions) : undefined;
    const sort = sortBy(query.sort, { name: 'd.sort_key' });
    seekPast(query.cursor, sort, 'd.id', conditions);
    const rows = await this.rows<DirectoryEntryView>(
      actor,
      `select ${VIEW} from ${source} ${conditions.where} ${orderBy(sort, 'd.id')}
       limit ${conditions.value(query.limit + 1)}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      sort,
      ({ name, id }) => [foldName(name), id],
      (row) => row,
    );
    return total === undefined ? page : { ...page, count: total };
  }

  /** Throws DomainError `not-found` when there is no such entry, or none that the actor may read. */
  async one(actor: Actor, id: string): Promise<DirectoryEntryView> {
    const conditions = new Conditions();
    const source = this.source(actor, conditions);
    conditions.add('d.id = ?', id);
    const [row] = await this.rows<DirectoryEntryView>(
      actor,
      `select ${VIEW} from ${source} ${conditions.where}`,
      conditions.values,
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  private source(actor: Actor, conditions: Conditions): string {
    const today = this.clock.today();
    if (actor.side === 'group') {
      return `directory_of_partners(${conditions.value(actor.organisationId)}, ${conditions.value(today)}) d`;
    }
    const source = OWN(conditions.value(today));
    conditions.add('d.health_body_id = ?', actor.organisationId);
    return source;
  }

  private async count(actor: Actor, source: string, { where, values }: Conditions): Promise<number> {
    const [row] = await this.rows<{ total: string }>(actor, `select count(*) as total from ${source} ${where}`, [
      ...values,
    ]);
    return Number(row?.total ?? 0);
  }

  /** A group reads through a function: the directory stands behind the wall of its health body. */
  private rows<T extends object>(actor: Actor, sql: string, values: unknown[]): Promise<T[]> {
    if (actor.side === 'health') return this.reads.rows<T>(actor, sql, values);
    return this.tenant.transaction(actor, (tx) => tx.asServer<T>(sql, values));
  }
}
