import { Injectable } from '@nestjs/common';
import {
  AuditService,
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
import { IS_HERE } from './authors';
import { correctionsOf } from './corrections';
import type { NoteDetailRow, NoteListQuery, NoteRow } from './notes.dto';

const SORTS = { createdAt: 'n.created_at' };
const COLUMNS = `n.id, n.health_body_id, n.group_id, n.subject_kind, n.subject_id, n.visibility, n.created_at, n.version`;

const IN_PARTNERSHIP = `n.health_body_id = (select p.health_body_id from partnership p where p.id = ?)
  and n.group_id = (select p.group_id from partnership p where p.id = ?)`;

/** Private notes as their own side reads them. */
@Injectable()
export class NotesService {
  constructor(
    private readonly reads: ReadsService,
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
  ) {}

  /** What a restricted note says is read, and recorded as read, one by one. */
  async list(actor: Actor, query: NoteListQuery): Promise<Page<NoteRow>> {
    const conditions = filter(actor, query);
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, SORTS);
    seekPast(query.cursor, sort, 'n.id', conditions);
    const limit = conditions.value(query.limit + 1);
    const rows = await this.reads.rows<NoteRow>(
      actor,
      `select ${COLUMNS}, case n.visibility when 'own_side' then n.body end as body
       from note n ${conditions.where} ${orderBy(sort, 'n.id')} limit ${limit}`,
      conditions.values,
    );
    const keyOf = (row: NoteRow): [string, string] => [row.created_at.toISOString(), row.id];
    const page = pageOf(rows, query, sort, keyOf, (row) => row);
    return total === undefined ? page : { ...page, count: total };
  }

  /** Throws DomainError when there is no such note, or it is hidden from the actor. */
  async one(actor: Actor, id: string): Promise<NoteDetailRow> {
    const row = await this.written(actor, id);
    if (row.visibility === 'restricted') await this.noteOpened(actor, id);
    return row;
  }

  /** For whoever has just written it: their change is on record, so that this reading need not be. */
  async written(actor: Actor, id: string): Promise<NoteDetailRow> {
    const tenant = actor.side === 'health' ? 'n.health_body_id' : 'n.group_id';
    const [row] = await this.reads.rows<NoteDetailRow>(
      actor,
      `select ${COLUMNS}, n.body, n.owner_id, n.author_id, ${IS_HERE('n')} as author_is_here, x.corrections
       from note n cross join lateral (${correctionsOf('n')}) x
       where n.id = $1 and ${tenant} = $2`,
      [id, actor.organisationId],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /** Whoever a restricted note is about can ask who has opened it: without that record it is not shown. */
  private noteOpened(actor: Actor, id: string): Promise<void> {
    return this.tenant.transaction(actor, (tx) => this.audit.record(tx, { action: 'note.opened', subjectId: id }));
  }

  private async count(actor: Actor, conditions: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from note n ${conditions.where}`,
      conditions.values,
    );
    return Number(row?.total ?? 0);
  }
}

/** A side's notes are its own, so the owner leads in the index too. */
function filter(actor: Actor, { subjectKind, subjectId, partnershipId }: NoteListQuery): Conditions {
  const conditions = new Conditions();
  conditions.add('n.owner_id = ?', actor.organisationId);
  conditions.addIf(subjectKind, 'n.subject_kind = ?');
  conditions.addIf(subjectId, 'n.subject_id = ?');
  if (partnershipId !== undefined) conditions.add(IN_PARTNERSHIP, partnershipId, partnershipId);
  return conditions;
}
