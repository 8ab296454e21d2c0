import { Injectable } from '@nestjs/common';
import { Conditions, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../../platform';
import type { Actor, ListQuery, Page } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import type { ImportFileKind } from './reading';

export interface ImportRunRow {
  id: string;
  as_of: string;
  finished_at: Date;
  report: Record<'created' | 'updated' | 'unchanged' | 'skipped' | 'refused', number>;
  rows_to_mend: ImportFileKind[];
  /** Who brought it in; null for the operator. */
  actor_kind: string | null;
  actor_id: string | null;
}

const COLUMNS = `r.id, r.as_of, r.finished_at, r.report,
  array(select distinct m.file from import_rows_to_mend m
    where m.health_body_id = r.health_body_id and m.import_id = r.id order by 1) as rows_to_mend, e.actor_kind, e.actor_id`;
/** The record says who it was. */
const BY = `left join lateral (select a.actor_kind, a.actor_id from audit_event a
  where a.organisation_id = r.health_body_id and a.subject_id = r.id and a.action = 'import.finished'
  order by a.id limit 1) e on true`;
const NOTHING_HERE = 'There is nothing here, or you may not see it.';

/** What was brought in before, and the rows that were left to mend. */
@Injectable()
export class ImportsService {
  constructor(private readonly reads: ReadsService) {}

  async list(actor: Actor, query: ListQuery): Promise<Page<ImportRunRow>> {
    const conditions = new Conditions();
    const sort = sortBy('-finishedAt', { finishedAt: 'r.finished_at' });
    const [counted] = query.count
      ? await this.reads.rows<{ n: string }>(actor, 'select count(*) as n from import_run')
      : [];
    seekPast(query.cursor, sort, 'r.id', conditions);
    const rows = await this.reads.rows<ImportRunRow>(
      actor,
      `select ${COLUMNS} from import_run r ${BY} ${conditions.where}
       ${orderBy(sort, 'r.id')} limit ${conditions.value(query.limit + 1)}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [row.finished_at.toISOString(), row.id],
      (row) => row,
    );
    return counted === undefined ? page : { ...page, count: Number(counted.n) };
  }

  /** Throws DomainError when there is no such import, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<ImportRunRow> {
    const [row] = await this.reads.rows<ImportRunRow>(
      actor,
      `select ${COLUMNS} from import_run r ${BY} where r.health_body_id = $1 and r.id = $2`,
      [actor.organisationId, id],
    );
    if (row === undefined) throw new DomainError('not-found', NOTHING_HERE);
    return row;
  }

  /** The rows of one file that were not taken, with a last column that says why. Throws DomainError when none were. */
  async rowsToMend(actor: Actor, id: string, file: string): Promise<AsyncIterable<Buffer>> {
    await this.one(actor, id);
    const first = await this.chunk(actor, id, file, 1);
    if (first === null) throw new DomainError('not-found', NOTHING_HERE);
    return this.chunks(actor, id, file, first);
  }

  private async *chunks(actor: Actor, id: string, file: string, first: Buffer): AsyncIterable<Buffer> {
    let content: Buffer | null = first;
    for (let chunk = 2; content !== null; chunk += 1) {
      yield content;
      content = await this.chunk(actor, id, file, chunk);
    }
  }

  private async chunk(actor: Actor, id: string, file: string, chunk: number): Promise<Buffer | null> {
    const [row] = await this.reads.rows<{ content: Buffer }>(
      actor,
      `select content from import_rows_to_mend
       where health_body_id = $1 and import_id = $2 and file = $3 and chunk = $4`,
      [actor.organisationId, id, file, chunk],
    );
    return row?.content ?? null;
  }
}
