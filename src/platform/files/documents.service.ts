import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { DomainError } from '../../shared/domain-error';
import type { Actor } from '../access/actor';
import { AuditService } from '../audit/audit.service';
import { Clock } from '../clock';
import { ReadsService } from '../database/reads.service';
import type { Tx } from '../database/tx';
import { NOT_FOUND } from '../http/problem';
import { documentName } from './file-name.rules';
import { cutUp } from './pieces';
import type { ReceivedFile } from './receive-file';
import { streamOf } from './stored-pieces';

/** The two whose document it is. */
export interface DocumentOwners {
  healthBodyId: string;
  groupId: string;
}

export interface Document {
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  stream: Readable;
}

interface DocumentRow {
  healthBodyId: string;
  fileName: string;
  mediaType: string;
  sizeBytes: string;
  sha256: Buffer;
}

const FIND = (tenant: string) => `
  select health_body_id as "healthBodyId", file_name as "fileName", media_type as "mediaType",
    size_bytes as "sizeBytes", sha256
  from document where id = $1 and ${tenant} = $2 and removed_at is null`;

/** Files that both sides of a partnership see. What each is about, its own module says. */
@Injectable()
export class Documents {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** Keeps what came, in the caller's transaction; answers its id. */
  async add(tx: Tx, { healthBodyId, groupId }: DocumentOwners, file: ReceivedFile): Promise<string> {
    const id = uuid();
    const written = await cutUp(file.bytes.read(), file.sizeBytes, async (piece, position) => {
      await tx.change(
        `insert into document_chunk (health_body_id, group_id, document_id, position, bytes) values ($1, $2, $3, $4, $5)`,
        [healthBodyId, groupId, id, position, piece],
      );
    });
    await tx.change(
      `insert into document (health_body_id, group_id, id, side, sha256, size_bytes, media_type, file_name, added_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        healthBodyId,
        groupId,
        id,
        tx.actor.side,
        written.sha256,
        written.sizeBytes,
        file.type,
        documentName(file.name, file.type),
        this.clock.today(),
      ],
    );
    const detail = { documentId: id, sizeBytes: written.sizeBytes };
    await this.audit.record(tx, { action: 'document.added', subjectId: id, detail });
    return id;
  }

  /** Throws DomainError `not-found` when there is no such document, it is another tenant's, or it was removed. */
  async read(actor: Actor, id: string): Promise<Document> {
    const [document] = await this.reads.rows<DocumentRow>(
      actor,
      FIND(actor.side === 'health' ? 'health_body_id' : 'group_id'),
      [id, actor.organisationId],
    );
    if (document === undefined) throw new DomainError('not-found', NOT_FOUND);
    const { healthBodyId, sha256, sizeBytes, ...names } = document;
    const stream = await streamOf(sha256, async (position) => {
      const [piece] = await this.reads.rows<{ bytes: Buffer }>(
        actor,
        'select bytes from document_chunk where health_body_id = $1 and document_id = $2 and position = $3',
        [healthBodyId, id, position],
      );
      return piece?.bytes ?? null;
    });
    return { ...names, sizeBytes: Number(sizeBytes), stream };
  }

  /**
   * Takes away a document that the actor's side added: its bytes are gone, that it was there stays. Throws DomainError
   * `not-found`, and `forbidden` for one of the other side. What relies on it refuses by its own constraint.
   */
  async remove(tx: Tx, id: string): Promise<void> {
    const tenant = tx.actor.side === 'health' ? 'health_body_id' : 'group_id';
    const [document] = await tx.query<{ side: string }>(
      `select side from document where id = $1 and ${tenant} = $2 and removed_at is null`,
      [id, tx.actor.organisationId],
    );
    if (document === undefined) throw new DomainError('not-found', NOT_FOUND);
    if (document.side !== tx.actor.side) {
      throw new DomainError('forbidden', 'The other side added this file: only it can take it away.');
    }
    await tx.change(`update document set removed_at = now() where id = $1 and ${tenant} = $2`, [
      id,
      tx.actor.organisationId,
    ]);
    await this.audit.record(tx, { action: 'document.removed', subjectId: id });
  }
}
