import { Injectable } from '@nestjs/common';
import { AuditService, NOT_FOUND, OwnFiles, streamOf, TenantService } from '../platform';
import type { Actor, Document, ReceivedFile } from '../platform';
import { DomainError } from '../shared/domain-error';
import { lockedStrategy } from './strategies.service';

interface FileRow {
  file_name: string;
  media_type: string;
  size_bytes: string;
  sha256: Buffer;
}

/** The file of a strategy: its health body keeps it, and a group reads it once it is published and its work is linked. */
@Injectable()
export class StrategyFiles {
  constructor(
    private readonly tenant: TenantService,
    private readonly ownFiles: OwnFiles,
    private readonly audit: AuditService,
  ) {}

  /** Puts it in the place of the one before. Answers the strategy's id. Throws DomainError `not-found`. */
  put(actor: Actor, strategyId: string, file: ReceivedFile): Promise<string> {
    // The body that a key stands for is the file itself, which is in no request body.
    const { attempt } = actor;
    const keyed = attempt === undefined ? actor : { ...actor, attempt: { ...attempt, bodyHash: file.sha256 } };
    return this.tenant.once(keyed, async (tx) => {
      await lockedStrategy(tx, strategyId);
      const kept = await this.ownFiles.write(tx, file.bytes.read(), {
        ...{ purpose: 'strategy', mediaType: file.type, fileName: file.name, limitBytes: file.sizeBytes },
      });
      await tx.change(
        'update strategy_document set file_id = $3, version = version + 1 where health_body_id = $1 and id = $2',
        [actor.organisationId, strategyId, kept.id],
      );
      const detail = { fileId: kept.id, sizeBytes: kept.sizeBytes };
      await this.audit.record(tx, { action: 'strategy.file-put', subjectId: strategyId, detail });
      return strategyId;
    });
  }

  /** Throws DomainError `not-found` where there is none, or none for the actor to read. */
  async read(actor: Actor, strategyId: string): Promise<Document> {
    const [file] = await this.asServer<FileRow>(actor, 'select * from strategy_file($1)', [strategyId]);
    if (file === undefined) throw new DomainError('not-found', NOT_FOUND);
    const stream = await streamOf(file.sha256, async (position) => {
      const piece = 'select bytes from strategy_file_piece($1, $2)';
      const [row] = await this.asServer<{ bytes: Buffer }>(actor, piece, [strategyId, position]);
      return row?.bytes ?? null;
    });
    return { fileName: file.file_name, mediaType: file.media_type, sizeBytes: Number(file.size_bytes), stream };
  }

  private asServer<Row>(actor: Actor, sql: string, values: unknown[]): Promise<Row[]> {
    return this.tenant.transaction(actor, (tx) => tx.asServer<Row>(sql, values));
  }
}
