import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, Clock, NOT_FOUND, ReadsService, TenantService } from '../platform';
import type { Actor, Side } from '../platform';
import { DomainError } from '../shared/domain-error';
import { ContractCalendars } from './contract-calendars';
import { keyOf, lockContract } from './contract-lock';
import type { LockedContract } from './contract-lock';
import type { PlanComparison } from './plan-comparison.rules';
import { standingLines } from './standing-plan';
import { planAsked, planProposed } from './variation-planning';
import type { VariationRow } from './variation-view.dto';
import type { PreviewVariationDto, ProposeVariationDto } from './variations.dto';

const OWN: Record<Side, string> = { health: 'health_body_id', group: 'group_id' };

const PROPOSE = `
  insert into contract_variation (health_body_id, group_id, contract_id, id, proposed_by, proposed_on,
    proposed_account_id, reason, effective_on, new_value_pence, new_starts_on, new_ends_on, new_timing, new_rhythm,
    new_payment_days, new_payment_day, new_deviation_reason, new_advance_basis, new_milestones)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`;

/** What an open proposal comes to, or why it cannot be done any more. */
export interface VariationPreview {
  comparison: PlanComparison | null;
  problem: string | null;
}

/** Proposals to vary a contract, by either side, and what they would come to. */
@Injectable()
export class VariationProposals {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly calendars: ContractCalendars,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /**
   * What the changes would make of the payments; nothing is saved. Throws DomainError `not-found`, `conflict` when the
   * contract is not one that is varied, `invalid` with the field to mend (see varyTerms and planVariation).
   */
  async preview(actor: Actor, contractId: string, request: PreviewVariationDto): Promise<PlanComparison> {
    const calendar = await this.calendars.of(actor, contractId);
    const { contract, lines } = await this.read(actor, contractId);
    assertVaried(contract);
    return planAsked(contract, lines, request, { calendar, today: this.clock.today() }).planned.comparison;
  }

  /** What an open proposal comes to as the payments stand now. */
  async previewOf(actor: Actor, variation: VariationRow): Promise<VariationPreview> {
    if (variation.state !== 'open') return { comparison: null, problem: null };
    const calendar = await this.calendars.of(actor, variation.contract_id);
    const { contract, lines } = await this.read(actor, variation.contract_id);
    try {
      const planned = planProposed(contract, lines, variation, { calendar, today: this.clock.today() });
      return { comparison: planned.comparison, problem: null };
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'invalid') return { comparison: null, problem: error.message };
      throw error;
    }
  }

  /**
   * Proposes for the actor's own side; answers the variation's id. Throws DomainError `conflict` while another proposal is
   * open, `stale`, and as `preview` does.
   */
  async propose(actor: Actor, contractId: string, version: number, request: ProposeVariationDto): Promise<string> {
    const calendar = await this.calendars.of(actor, contractId);
    return this.tenant.once(actor, async (tx) => {
      const contract = await lockContract(tx, contractId);
      assertVaried(contract);
      const [open] = await tx.query(
        `select 1 from contract_variation
         where health_body_id = $1 and group_id = $2 and contract_id = $3 and state = 'open'`,
        keyOf(contract),
      );
      if (open !== undefined) {
        throw new DomainError(
          'conflict',
          'A variation of this contract is open already: answer it or take it back first.',
        );
      }
      checkVersion(contract.version, version);
      const lines = await standingLines((sql, values) => tx.query(sql, values), keyOf(contract));
      const today = this.clock.today();
      const { next, milestones } = planAsked(contract, lines, request, { calendar, today });
      const id = uuid();
      await tx.query(PROPOSE, [
        ...keyOf(contract),
        id,
        actor.side,
        today,
        actor.kind === 'account' ? actor.id : null,
        request.reason,
        request.effectiveOn,
        next.valuePence,
        next.startsOn,
        next.endsOn,
        next.timing,
        next.rhythm,
        next.paymentDays,
        next.paymentDay,
        next.deviationReason,
        next.advanceBasis,
        milestones === null ? null : JSON.stringify(milestones),
      ]);
      const detail = { contractId, effectiveOn: request.effectiveOn, valuePence: next.valuePence };
      await this.audit.record(tx, { action: 'variation.proposed', subjectId: id, detail });
      return id;
    });
  }

  private async read(actor: Actor, contractId: string) {
    const [contract] = await this.reads.rows<LockedContract>(
      actor,
      `select * from contract where id = $1 and ${OWN[actor.side]} = $2`,
      [contractId, actor.organisationId],
    );
    if (contract === undefined) throw new DomainError('not-found', NOT_FOUND);
    const lines = await standingLines((sql, values) => this.reads.rows(actor, sql, values), keyOf(contract));
    return { contract, lines };
  }
}

function assertVaried({ state }: LockedContract): void {
  if (state === 'agreed' || state === 'suspended') return;
  const detail =
    state === 'draft'
      ? 'This contract is a draft: change its terms, there is nothing to vary yet.'
      : `This contract is ${state}, so it is varied no more.`;
  throw new DomainError('conflict', detail);
}
