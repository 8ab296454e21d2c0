import { Injectable } from '@nestjs/common';
import {
  Conditions,
  limitOf,
  NOT_FOUND,
  orderBy,
  OwnFiles,
  pageOf,
  ReadsService,
  seekPast,
  sortBy,
} from '../../platform';
import type { Actor, ListQuery, OwnFile, Page } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import type { EntryListQuery, EntryRow } from './entries.dto';
import type { StatementRow } from './reconciliations.dto';

const STATEMENT = `
  select s.*, w.counts from statement_import s
  cross join lateral (select coalesce(jsonb_object_agg(c.outcome, c.entries), '{}') as counts from (
    select e.outcome, count(*) as entries from statement_entry e
    where e.health_body_id = s.health_body_id and e.statement_id = s.id group by e.outcome) c) w`;

const ENTRY = `
  select e.*, r.number as run_number,
    coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'payeeName', l.payee_name, 'reference', l.reference,
        'amountPence', l.amount_pence, 'dueOn', l.due_on, 'runNumber', o.number, 'state', i.state) order by k.rank)
      from statement_candidate k
      join payment_run_line l on l.health_body_id = k.health_body_id and l.id = k.line_id
      join payment_run o on o.health_body_id = l.health_body_id and o.id = l.run_id
      join instalment i on i.health_body_id = l.health_body_id and i.group_id = l.group_id and i.id = l.instalment_id
      where k.health_body_id = e.health_body_id and k.entry_id = e.id), '[]') as candidates,
    (select count(*)::integer from statement_booking b
      where b.health_body_id = e.health_body_id and b.entry_id = e.id and b.undone_at is null) as line_count,
    (select jsonb_build_object('id', l.id, 'payeeName', l.payee_name, 'reference', l.reference,
        'amountPence', l.amount_pence, 'dueOn', l.due_on, 'runNumber', o.number, 'state', i.state)
      from statement_booking b
      join payment_run_line l on l.health_body_id = b.health_body_id and l.id = b.line_id
      join payment_run o on o.health_body_id = l.health_body_id and o.id = l.run_id
      join instalment i on i.health_body_id = l.health_body_id and i.group_id = l.group_id and i.id = l.instalment_id
      where b.health_body_id = e.health_body_id and b.entry_id = e.id and b.undone_at is null
      order by b.id limit 1) as line`;

/** Reading statements and what became of their entries. */
@Injectable()
export class Reconciliations {
  constructor(
    private readonly reads: ReadsService,
    private readonly files: OwnFiles,
  ) {}

  /** Newest first. */
  async list(actor: Actor, query: ListQuery): Promise<Page<StatementRow>> {
    const conditions = new Conditions();
    conditions.add('s.health_body_id = ?', actor.organisationId);
    const all = query.count ? await this.count(actor, 'statement_import s', conditions) : undefined;
    const sort = sortBy('-importedAt', { importedAt: 's.imported_at' });
    seekPast(query.cursor, sort, 's.id', conditions);
    const order = orderBy(sort, 's.id');
    const rows = await this.reads.rows<StatementRow>(
      actor,
      `${STATEMENT} ${conditions.where} ${order} ${limitOf(query)}`,
      conditions.values,
    );
    const keyOf = (row: StatementRow): [string, string] => [row.imported_at.toISOString(), row.id];
    const page = pageOf(rows, query, sort, keyOf, (row) => row);
    return all === undefined ? page : { ...page, count: all };
  }

  /** Throws DomainError `not-found` when there is no such statement, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<StatementRow> {
    const [row] = await this.reads.rows<StatementRow>(actor, `${STATEMENT} where s.health_body_id = $1 and s.id = $2`, [
      actor.organisationId,
      id,
    ]);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /** The entries in the order of the file. Throws DomainError `not-found` when there is no such statement. */
  async entries(actor: Actor, id: string, query: EntryListQuery): Promise<Page<EntryRow>> {
    await this.one(actor, id);
    const conditions = new Conditions();
    conditions.add('e.health_body_id = ?', actor.organisationId);
    conditions.add('e.statement_id = ?', id);
    conditions.addIf(query.outcome, 'e.outcome = ?');
    conditions.addIf(query.cause, 'e.cause = ?');
    const all = query.count ? await this.count(actor, 'statement_entry e', conditions) : undefined;
    const sort = sortBy('position', { position: 'e.position' });
    seekPast(query.cursor, sort, 'e.id', conditions);
    const order = orderBy(sort, 'e.id');
    const found = `select e.* from statement_entry e ${conditions.where} ${order} ${limitOf(query)}`;
    const rows = await this.reads.rows<EntryRow>(actor, fromEntries(`(${found})`, order), conditions.values);
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [String(row.position), row.id],
      (row) => row,
    );
    return all === undefined ? page : { ...page, count: all };
  }

  /** Throws DomainError `not-found` when the statement has no such entry. */
  async entry(actor: Actor, statementId: string, entryId: string): Promise<EntryRow> {
    const found = '(select * from statement_entry where health_body_id = $1 and statement_id = $2 and id = $3)';
    const [row] = await this.reads.rows<EntryRow>(actor, fromEntries(found, ''), [
      actor.organisationId,
      statementId,
      entryId,
    ]);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /** The file as it came. Throws DomainError `not-found`. */
  async file(actor: Actor, id: string): Promise<OwnFile> {
    const { file_id } = await this.one(actor, id);
    return this.files.read(actor, file_id);
  }

  private async count(actor: Actor, table: string, { where, values }: Conditions): Promise<number> {
    const sql = `select count(*)::integer as total from ${table} ${where}`;
    const [row] = await this.reads.rows<{ total: number }>(actor, sql, [...values]);
    return row?.total ?? 0;
  }
}

function fromEntries(found: string, order: string): string {
  return `${ENTRY} from ${found} e left join payment_run r on r.health_body_id = e.health_body_id and r.id = e.run_id ${order}`;
}
