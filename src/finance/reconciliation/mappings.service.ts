import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  AuditService,
  checkVersion,
  Conditions,
  limitOf,
  NOT_FOUND,
  orderBy,
  pageOf,
  ReadsService,
  seekPast,
  sortBy,
  TenantService,
} from '../../platform';
import type { Actor, ListQuery, Page, Tx } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { foldName } from '../../shared/text';
import { MAPPING_COLUMNS } from './mapping-record';
import type { MappingDto, MappingRow } from './mappings.dto';

const MAPPING = `select m.id, m.name, ${MAPPING_COLUMNS}, m.created_at as "createdAt", m.version
  from statement_mapping m`;

/** How the CSV of each bank or ledger of a health body is read. */
@Injectable()
export class StatementMappings {
  constructor(
    private readonly reads: ReadsService,
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
  ) {}

  /** By name. */
  async list(actor: Actor, query: ListQuery): Promise<Page<MappingRow>> {
    const conditions = new Conditions();
    conditions.add('m.health_body_id = ?', actor.organisationId);
    const [counted] = query.count
      ? await this.reads.rows<{ n: number }>(
          actor,
          `select count(*)::integer as n from statement_mapping m ${conditions.where}`,
          [...conditions.values],
        )
      : [];
    const sort = sortBy('name', { name: 'm.name_key' });
    seekPast(query.cursor, sort, 'm.id', conditions);
    const rows = await this.reads.rows<MappingRow>(
      actor,
      `${MAPPING} ${conditions.where} ${orderBy(sort, 'm.id')} ${limitOf(query)}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [foldName(row.name), row.id],
      (row) => row,
    );
    return counted === undefined ? page : { ...page, count: counted.n };
  }

  /** Throws DomainError `not-found` when there is no such mapping, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<MappingRow> {
    const [row] = await this.reads.rows<MappingRow>(actor, `${MAPPING} where m.health_body_id = $1 and m.id = $2`, [
      actor.organisationId,
      id,
    ]);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /** Answers its id. Throws DomainError `invalid` for columns that do not fit its style, `conflict` for a name twice. */
  add(actor: Actor, mapping: MappingDto): Promise<string> {
    checkColumns(mapping);
    return this.tenant.once(actor, async (tx) => {
      const id = uuid();
      await assertNameFree(tx, mapping.name, id);
      await tx.change(
        `insert into statement_mapping (health_body_id, id, name, name_key, date_column, date_format, amount_format,
           amount_style, amount_column, debit_column, credit_column, reference_column, payee_column, entry_column)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
        [actor.organisationId, id, ...valuesOf(mapping)],
      );
      await this.audit.record(tx, { action: 'statement-mapping.added', subjectId: id });
      return id;
    });
  }

  /** Throws DomainError as `add` does, and `stale`, `not-found`. */
  change(actor: Actor, id: string, version: number, mapping: MappingDto): Promise<void> {
    checkColumns(mapping);
    return this.tenant.transaction(actor, async (tx) => {
      await lock(tx, id, version);
      await assertNameFree(tx, mapping.name, id);
      await tx.change(
        `update statement_mapping set name = $3, name_key = $4, date_column = $5, date_format = $6, amount_format = $7,
           amount_style = $8, amount_column = $9, debit_column = $10, credit_column = $11, reference_column = $12,
           payee_column = $13, entry_column = $14, version = version + 1
         where health_body_id = $1 and id = $2`,
        [actor.organisationId, id, ...valuesOf(mapping)],
      );
      await this.audit.record(tx, { action: 'statement-mapping.changed', subjectId: id });
    });
  }

  /** What was read by it stays. Throws DomainError `stale`, `not-found`. */
  remove(actor: Actor, id: string, version: number): Promise<void> {
    return this.tenant.transaction(actor, async (tx) => {
      await lock(tx, id, version);
      await tx.change('delete from statement_mapping where health_body_id = $1 and id = $2', [
        actor.organisationId,
        id,
      ]);
      await this.audit.record(tx, { action: 'statement-mapping.removed', subjectId: id });
    });
  }
}

function valuesOf(mapping: MappingDto): unknown[] {
  return [
    mapping.name,
    foldName(mapping.name),
    mapping.dateColumn,
    mapping.dateFormat,
    mapping.amountFormat,
    mapping.amountStyle,
    mapping.amountColumn ?? null,
    mapping.debitColumn ?? null,
    mapping.creditColumn ?? null,
    mapping.referenceColumn,
    mapping.payeeColumn ?? null,
    mapping.entryColumn ?? null,
  ];
}

function checkColumns(mapping: MappingDto): void {
  const two = mapping.amountStyle === 'debit_credit';
  const wanted = two ? (['debitColumn', 'creditColumn'] as const) : (['amountColumn'] as const);
  const other = two ? (['amountColumn'] as const) : (['debitColumn', 'creditColumn'] as const);
  const errors = [
    ...wanted.filter((name) => (mapping[name] ?? '') === '').map((name) => say(name, 'is needed')),
    ...other.filter((name) => (mapping[name] ?? '') !== '').map((name) => say(name, 'does not go')),
  ];
  if (errors.length > 0) throw new DomainError('invalid', errors[0]?.detail ?? '', errors);
}

function say(name: string, what: string): { pointer: string; detail: string } {
  return { pointer: `/${name}`, detail: `${name} ${what} with this amountStyle.` };
}

async function lock(tx: Tx, id: string, version: number): Promise<void> {
  const [row] = await tx.query<{ version: number }>(
    'select version from statement_mapping where health_body_id = $1 and id = $2 for update',
    [tx.actor.organisationId, id],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  checkVersion(row.version, version);
}

async function assertNameFree(tx: Tx, name: string, id: string): Promise<void> {
  const [other] = await tx.query(
    'select 1 from statement_mapping where health_body_id = $1 and name_key = $2 and id <> $3',
    [tx.actor.organisationId, foldName(name), id],
  );
  if (other === undefined) return;
  const detail = 'You have a mapping of this name already: change that one, or use another name.';
  throw new DomainError('conflict', detail, [{ pointer: '/name', detail }]);
}
