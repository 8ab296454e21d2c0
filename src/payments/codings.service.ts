import { Injectable } from '@nestjs/common';
import { AuditService, NOT_FOUND, ReadsService, TenantService } from '../platform';
import type { Actor } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { CodingView, SetCodingDto } from './paperwork.dto';

const OF_CONTRACT = `
  select (select coalesce(json_agg(json_build_object('financialYear', k.financial_year, 'costCentre', k.cost_centre,
      'accountCode', k.account_code, 'analysisCode', k.analysis_code) order by k.financial_year desc), '[]')
    from contract_coding k where k.health_body_id = c.health_body_id and k.contract_id = c.id) as codings
  from contract c where c.health_body_id = $1 and c.id = $2`;

/** Where the payments of a contract stand in the health body's own ledger, by financial year. Groups never see it. */
@Injectable()
export class CodingsService {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
  ) {}

  /** Latest first. Throws DomainError `not-found` when there is no such contract, or it is another tenant's. */
  async of(actor: Actor, contractId: string): Promise<CodingView[]> {
    const [row] = await this.reads.rows<{ codings: CodingView[] }>(actor, OF_CONTRACT, [
      actor.organisationId,
      contractId,
    ]);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row.codings;
  }

  /** Sets the coding of one year, in place of what was there. Throws DomainError `not-found`. */
  async set(actor: Actor, contractId: string, request: SetCodingDto): Promise<void> {
    const { financialYear, costCentre, accountCode, analysisCode = null } = request;
    await this.tenant.transaction(actor, async (tx) => {
      const set = await tx.change(
        `insert into contract_coding as k (health_body_id, group_id, contract_id, financial_year, cost_centre,
           account_code, analysis_code)
         select c.health_body_id, c.group_id, c.id, $3, $4, $5, $6 from contract c
         where c.health_body_id = $1 and c.id = $2
         on conflict (health_body_id, contract_id, financial_year) do update set cost_centre = excluded.cost_centre,
           account_code = excluded.account_code, analysis_code = excluded.analysis_code, version = k.version + 1`,
        [actor.organisationId, contractId, financialYear, costCentre, accountCode, analysisCode],
      );
      if (set === 0) throw new DomainError('not-found', NOT_FOUND);
      await this.audit.record(tx, { action: 'contract.coded', subjectId: contractId, detail: { financialYear } });
    });
  }
}
