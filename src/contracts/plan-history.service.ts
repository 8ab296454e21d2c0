import { Injectable } from '@nestjs/common';
import { NOT_FOUND, ReadsService } from '../platform';
import type { Actor, Side } from '../platform';
import { DomainError } from '../shared/domain-error';
import { penceFromDatabase } from '../shared/money';
import { termsOf } from './contract-lock';
import type { LockedContract } from './contract-lock';
import type { HeldTermsView, ScheduleVersionView } from './plan-history.dto';
import { toVariedTermsView } from './variation-view.dto';
import type { TermsJson } from './variation-view.dto';
import { VariationsService } from './variations.service';

const OWN: Record<Side, string> = { health: 'c.health_body_id', group: 'c.group_id' };

interface VersionRow {
  version: number;
  current: boolean;
  planned_at: Date;
  net_pence: string;
  variation_id: string | null;
}

/** Which plans and which terms a contract has had: none is lost when another takes its place. */
@Injectable()
export class PlanHistory {
  constructor(
    private readonly reads: ReadsService,
    private readonly variations: VariationsService,
  ) {}

  /** Newest first. Throws DomainError `not-found`. */
  async versions(actor: Actor, contractId: string): Promise<ScheduleVersionView[]> {
    await this.contract(actor, contractId);
    const rows = await this.reads.rows<VersionRow>(
      actor,
      `select s.version, s.version = c.schedule_version as current, s.planned_at, s.net_pence, v.id as variation_id
       from contract c
       join schedule s on s.health_body_id = c.health_body_id and s.contract_id = c.id
       left join contract_variation v on v.health_body_id = s.health_body_id and v.contract_id = s.contract_id
         and v.schedule_version = s.version
       where c.id = $1 and ${OWN[actor.side]} = $2 order by s.version desc`,
      [contractId, actor.organisationId],
    );
    return rows.map((row) => ({
      scheduleVersion: row.version,
      current: row.current,
      plannedAt: row.planned_at.toISOString(),
      netPence: penceFromDatabase(row.net_pence),
      variationId: row.variation_id,
    }));
  }

  /** In the order in which they were agreed. Throws DomainError `not-found`. */
  async terms(actor: Actor, contractId: string): Promise<HeldTermsView[]> {
    const contract = await this.contract(actor, contractId);
    const accepted = await this.variations.accepted(actor, contractId);
    const before = toVariedTermsView(accepted[0]?.before ?? presentTerms(contract));
    return [
      { fromOn: before.startsOn, terms: before, variationId: null },
      ...accepted.map((variation) => ({
        fromOn: variation.effective_on,
        terms: toVariedTermsView(variation.after),
        variationId: variation.id,
      })),
    ];
  }

  private async contract(actor: Actor, id: string): Promise<LockedContract> {
    const [contract] = await this.reads.rows<LockedContract>(
      actor,
      `select c.* from contract c where c.id = $1 and ${OWN[actor.side]} = $2`,
      [id, actor.organisationId],
    );
    if (contract === undefined) throw new DomainError('not-found', NOT_FOUND);
    return contract;
  }
}

function presentTerms(contract: LockedContract): TermsJson {
  const { valuePence, startsOn, endsOn, timing, rhythm, ...rest } = termsOf(contract);
  const { paymentDays, paymentDay, deviationReason, advanceBasis } = rest;
  const dates = { startsOn, endsOn };
  const payment = { timing, rhythm, paymentDays, paymentDay, deviationReason, advanceBasis };
  return { valuePence: String(valuePence), ...dates, ...payment };
}
