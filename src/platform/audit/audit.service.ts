import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/tx';

interface AuditEvent {
  /** `what.happened`, in the words of the domain: `contract.agreed`. */
  action: string;
  /** The record that it happened to. */
  subjectId: string;
  /** Ids, codes and figures. Never a name, an address or text that somebody wrote. */
  detail?: Record<string, string | number | boolean | null>;
}

/** The record of who changed what. It is written in the transaction of the change, so both are there or neither. */
@Injectable()
export class AuditService {
  async record(tx: Tx, { action, subjectId, detail = {} }: AuditEvent): Promise<void> {
    const { organisationId, kind, id, requestId } = tx.actor;
    await tx.query(
      `insert into audit_event (organisation_id, actor_kind, actor_id, action, subject_id, detail, request_id)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [organisationId, kind, id, action, subjectId, detail, requestId],
    );
  }

  /** The same thing that happened to many records, in one statement. */
  async recordMany(tx: Tx, action: string, subjectIds: readonly string[], cause: string): Promise<void> {
    if (subjectIds.length === 0) return;
    const { organisationId, kind, id, requestId } = tx.actor;
    await tx.query(
      `insert into audit_event (organisation_id, actor_kind, actor_id, action, subject_id, detail, request_id)
       select $1, $2, $3, $4, s, jsonb_build_object('cause', $6::text), $7 from unnest($5::uuid[]) s`,
      [organisationId, kind, id, action, subjectIds, cause, requestId],
    );
  }
}
