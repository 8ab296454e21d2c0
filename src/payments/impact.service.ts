import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, Clock, NOT_FOUND, ReadsService, TenantService } from '../platform';
import type { Actor } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { ReportImpactDto } from './group-words.dto';
import { paymentOfGroup } from './instalment-lock';

const INSERT = `
  insert into impact_report (health_body_id, group_id, contract_id, instalment_id, id, reserves_used_pence,
    service_effect, staff_affected, words)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

/** Numbers as text: they may be any bigint. */
export interface ImpactRow {
  id: string;
  reservesUsedPence: string | null;
  serviceEffect: string;
  staffAffected: string;
  words: string | null;
  reportedAt: string;
  withdrawnAt: string | null;
}

/** SQL: a report `m` as the JSON of an ImpactRow. */
export const IMPACT_ROW = `json_build_object('id', m.id, 'reservesUsedPence', m.reserves_used_pence::text,
  'serviceEffect', m.service_effect, 'staffAffected', m.staff_affected, 'words', m.words,
  'reportedAt', m.reported_at, 'withdrawnAt', m.withdrawn_at)`;

/** What waiting for a payment has meant, as the group reports it at any time, and takes it back. */
@Injectable()
export class ImpactService {
  constructor(
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  /** Answers the report's id. Throws DomainError: `conflict` where the payment does not count, `not-found`. */
  report(actor: Actor, instalmentId: string, report: ReportImpactDto): Promise<string> {
    const { reservesUsedPence = null, serviceEffect, staffAffected, words = null } = report;
    return this.tenant.once(actor, async (tx) => {
      const { healthBodyId, contractId } = await paymentOfGroup(tx, instalmentId, this.clock.today());
      const id = uuid();
      const keys = [healthBodyId, actor.organisationId, contractId, instalmentId, id];
      await tx.query(INSERT, [...keys, reservesUsedPence, serviceEffect, staffAffected, words]);
      const detail = { reportId: id, reservesUsedPence, serviceEffect, staffAffected };
      await this.audit.record(tx, { action: 'instalment.impact-reported', subjectId: instalmentId, detail });
      return id;
    });
  }

  /** From then on only the group sees it. Once taken back it stays so. Throws DomainError `not-found`. */
  withdraw(actor: Actor, instalmentId: string, id: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const values = [actor.organisationId, instalmentId, id];
      const [known] = await tx.query<{ withdrawn_at: string | null }>(
        'select withdrawn_at from impact_report where group_id = $1 and instalment_id = $2 and id = $3 for update',
        values,
      );
      if (known === undefined) throw new DomainError('not-found', NOT_FOUND);
      if (known.withdrawn_at !== null) return id;
      await tx.change(
        `update impact_report set withdrawn_at = clock_timestamp()
         where group_id = $1 and instalment_id = $2 and id = $3`,
        values,
      );
      const detail = { reportId: id };
      await this.audit.record(tx, { action: 'instalment.impact-withdrawn', subjectId: instalmentId, detail });
      return id;
    });
  }

  /** Oldest first; the health side does not see those that were taken back. Throws DomainError `not-found`. */
  async of(actor: Actor, instalmentId: string): Promise<ImpactRow[]> {
    const tenant = actor.side === 'health' ? 'i.health_body_id' : 'i.group_id';
    const [row] = await this.reads.rows<{ reports: ImpactRow[] }>(
      actor,
      `select (select coalesce(json_agg(${IMPACT_ROW} order by m.reported_at, m.id), '[]') from impact_report m
         where m.health_body_id = i.health_body_id and m.group_id = i.group_id and m.instalment_id = i.id) as reports
       from instalment i where i.id = $1 and ${tenant} = $2`,
      [instalmentId, actor.organisationId],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row.reports;
  }
}
