import { Injectable } from '@nestjs/common';
import { AuditService, NOT_FOUND, OwnFiles, TenantService } from '../platform';
import type { Actor, OwnFile, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { ExportRow } from './run-exports.dto';

const COLUMNS = `e.id, e.kind, e.sequence, e.file_name, e.media_type, e.sha256, e.size_bytes, e.line_count, e.total_pence,
  e.made_by, e.made_at`;

/** The files that were made of runs. */
@Injectable()
export class RunExportReads {
  constructor(
    private readonly tenant: TenantService,
    private readonly ownFiles: OwnFiles,
    private readonly audit: AuditService,
  ) {}

  /** All of them, the payment file first. Throws DomainError `not-found` when there is no such run. */
  list(actor: Actor, runId: string): Promise<ExportRow[]> {
    return this.tenant.transaction(actor, async (tx) => {
      await assertRun(tx, runId);
      return tx.query<ExportRow>(
        `select ${COLUMNS} from payment_export e where e.health_body_id = $1 and e.run_id = $2 order by e.made_at, e.id`,
        [actor.organisationId, runId],
      );
    });
  }

  /** Throws DomainError `not-found`. */
  one(actor: Actor, runId: string, exportId: string): Promise<ExportRow> {
    return this.tenant.transaction(actor, (tx) => find(tx, runId, exportId));
  }

  /** The bytes as they were written, to be saved; that they were looked at is on record. Throws DomainError `not-found`. */
  async file(actor: Actor, runId: string, exportId: string): Promise<OwnFile> {
    const { media_type: mediaType } = await this.tenant.transaction(actor, async (tx) => {
      const found = await find(tx, runId, exportId);
      const detail = { exportId, kind: found.kind, sequence: found.sequence };
      await this.audit.record(tx, { action: 'payment-export.downloaded', subjectId: runId, detail });
      return found;
    });
    return { ...(await this.ownFiles.read(actor, exportId)), mediaType };
  }
}

async function assertRun(tx: Tx, runId: string): Promise<void> {
  const found = await tx.query('select 1 from payment_run where health_body_id = $1 and id = $2', [
    tx.actor.organisationId,
    runId,
  ]);
  if (found.length === 0) throw new DomainError('not-found', NOT_FOUND);
}

async function find(tx: Tx, runId: string, exportId: string): Promise<ExportRow> {
  const [row] = await tx.query<ExportRow>(
    `select ${COLUMNS} from payment_export e where e.health_body_id = $1 and e.run_id = $2 and e.id = $3`,
    [tx.actor.organisationId, runId, exportId],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  return row;
}
