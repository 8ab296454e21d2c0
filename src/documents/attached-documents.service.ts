import { Injectable } from '@nestjs/common';
import {
  Conditions,
  Documents,
  NOT_FOUND,
  orderBy,
  pageOf,
  ReadsService,
  seekPast,
  sortBy,
  TenantService,
} from '../platform';
import type { Actor, Document, Page, ReceivedFile, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { DocumentListQuery, DocumentRow } from './documents.dto';
import { subjectOf } from './subject';
import type { Subject, SubjectOf } from './subject';

const MOST_FILES = 20;
const SORTS = { attachedAt: 'f.attached_at' };

const FROM = `attached_document f
  join document d on d.health_body_id = f.health_body_id and d.group_id = f.group_id and d.id = f.document_id`;
const COLUMNS = `f.document_id as id, f.contract_id, f.instalment_id, f.engagement_id, f.decision_id, d.side, d.media_type, d.size_bytes,
  d.file_name, f.attached_at, d.removed_at`;

/** By its health body too: what goes with a record is found by an index that begins with that. */
const OF = {
  contractId: `f.contract_id = ? and f.instalment_id is null
    and f.health_body_id = (select c.health_body_id from contract c where c.id = ?)`,
  instalmentId: `f.instalment_id = ? and (f.health_body_id, f.contract_id) =
    (select i.health_body_id, i.contract_id from instalment i where i.id = ?)`,
  engagementId: `f.engagement_id = ?
    and f.health_body_id = (select e.health_body_id from engagement e where e.id = ?)`,
  decisionId: `f.decision_id = ?
    and f.health_body_id = (select e.health_body_id from decision e where e.id = ?)`,
};

/** Files that go with a contract, a payment, a decision or an entry of the contact log, for both sides. */
@Injectable()
export class AttachedDocumentsService {
  constructor(
    private readonly reads: ReadsService,
    private readonly tenant: TenantService,
    private readonly documents: Documents,
  ) {}

  async list(actor: Actor, query: DocumentListQuery): Promise<Page<DocumentRow>> {
    const conditions = filter(query);
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, SORTS);
    seekPast(query.cursor, sort, 'f.document_id', conditions);
    const rows = await this.reads.rows<DocumentRow>(
      actor,
      `select ${COLUMNS} from ${FROM} ${conditions.where} ${orderBy(sort, 'f.document_id')}
       limit ${conditions.value(query.limit + 1)}`,
      conditions.values,
    );
    const keyOf = (row: DocumentRow): [string, string] => [row.attached_at.toISOString(), row.id];
    const page = pageOf(rows, query, sort, keyOf, (row) => row);
    return total === undefined ? page : { ...page, count: total };
  }

  /** Throws DomainError `not-found` when there is no such file here, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<DocumentRow> {
    const tenant = actor.side === 'health' ? 'f.health_body_id' : 'f.group_id';
    const [row] = await this.reads.rows<DocumentRow>(
      actor,
      `select ${COLUMNS} from ${FROM} where f.document_id = $1 and ${tenant} = $2`,
      [id, actor.organisationId],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /** What files go with. Throws DomainError `not-found`. */
  subject(actor: Actor, of: SubjectOf): Promise<Subject> {
    return subjectOf((sql, values) => this.reads.rows(actor, sql, values), actor, of);
  }

  /** Answers the file's id. Throws DomainError `not-found`, and `conflict` for what takes no file, or no further one. */
  add(actor: Actor, of: SubjectOf, file: ReceivedFile): Promise<string> {
    // The body that a key stands for is the file itself, which is in no request body.
    const { attempt } = actor;
    const keyed = attempt === undefined ? actor : { ...actor, attempt: { ...attempt, bodyHash: file.sha256 } };
    return this.tenant.once(keyed, async (tx) => {
      const subject = await subjectOf((sql, values) => tx.query(sql, values), tx.actor, of);
      await assertTakesFile(tx, subject);
      const id = await this.documents.add(tx, subject, file);
      await tx.change(
        `insert into attached_document (health_body_id, group_id, document_id, contract_id, instalment_id, engagement_id,
           decision_id)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          ...[subject.healthBodyId, subject.groupId, id, subject.contractId, subject.instalmentId],
          ...[subject.engagementId, subject.decisionId],
        ],
      );
      return id;
    });
  }

  /** Throws DomainError `not-found` when there is no such file, it is another tenant's, or it was removed. */
  async read(actor: Actor, id: string): Promise<Document> {
    await this.one(actor, id);
    return this.documents.read(actor, id);
  }

  /** Throws DomainError `not-found`, and `forbidden` for a file of the other side. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.one(actor, id);
    await this.tenant.transaction(actor, (tx) => this.documents.remove(tx, id));
  }

  private async count(actor: Actor, conditions: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from ${FROM} ${conditions.where}`,
      conditions.values,
    );
    return Number(row?.total ?? 0);
  }
}

function filter(query: DocumentListQuery): Conditions {
  const conditions = new Conditions();
  for (const name of ['contractId', 'instalmentId', 'engagementId', 'decisionId'] as const) {
    const id = query[name];
    if (id !== undefined) conditions.add(OF[name], id, id);
  }
  return conditions;
}

async function assertTakesFile(tx: Tx, subject: Subject): Promise<void> {
  if (!subject.shared) {
    throw new DomainError('conflict', 'Files are for both sides, and this entry is for your side alone.');
  }
  const [held] = await tx.query<{ files: number }>(
    `select count(*)::int as files from ${FROM} where f.health_body_id = $1 and d.removed_at is null
       and f.contract_id is not distinct from $2::uuid and f.instalment_id is not distinct from $3::uuid
       and f.engagement_id is not distinct from $4::uuid and f.decision_id is not distinct from $5::uuid`,
    [subject.healthBodyId, subject.contractId, subject.instalmentId, subject.engagementId, subject.decisionId],
  );
  if ((held?.files ?? 0) < MOST_FILES) return;
  throw new DomainError('conflict', `There are ${String(MOST_FILES)} files here already: take one away first.`);
}
