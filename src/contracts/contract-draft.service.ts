import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, Clock, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { BankHolidays } from './bank-holidays.service';
import type { DraftContractDto, PlanTermsDto } from './contract-terms.dto';
import { assertDeviationExplained, planTerms, settleTerms, type PaymentTerms } from './contract-terms.rules';
import type { PlannedInstalment } from './schedule.rules';
import { arraysOf, INSTALMENT_COLUMNS, unnestedFrom } from './schedule-writer';

/** Everything that a draft consists of, in one trip: planned at once, so that both sides see what they would agree to. */
const DRAFT = `
  with drafted as (
    insert into contract (health_body_id, group_id, id, reference, reference_key, title, instrument, regime,
      value_pence, starts_on, ends_on, timing, rhythm, payment_days, payment_day, deviation_reason, advance_basis,
      purchase_order, vat_treatment, invoice_needed, purchase_order_needed, state, schedule_version)
    select p.health_body_id, p.group_id, $3::uuid, $4::text, $5::text, $6::text, $7::text, $8::text, $9::bigint,
      $10::date, $11::date, $12::text, $13::text, $14::smallint, $15::smallint, $16::text, $17::text, $18::text,
      $19::text, $20::boolean, $21::boolean, 'draft', 1
    from partnership p where p.health_body_id = $1 and p.id = $2
    on conflict (health_body_id, reference_key) do nothing
    returning health_body_id, group_id, id),
  history as (
    insert into contract_state_change (health_body_id, group_id, contract_id, position, to_state, effective_on)
    select d.*, 1, 'draft', $22::date from drafted d),
  plan as (
    insert into schedule (health_body_id, group_id, contract_id, version, net_pence)
    select d.*, 1, $9::bigint from drafted d),
  instalments as (
    insert into instalment (${INSTALMENT_COLUMNS})
    select d.health_body_id, d.group_id, d.id, 1, u.* from drafted d cross join ${unnestedFrom(23)})
  select id from drafted`;

/** A draft with its terms settled and its payments planned. */
export interface PreparedDraft {
  request: DraftContractDto;
  terms: PaymentTerms;
  plan: PlannedInstalment[];
}

/** New contracts, which only the health side drafts. */
@Injectable()
export class ContractDraftService {
  constructor(
    private readonly tenant: TenantService,
    private readonly bankHolidays: BankHolidays,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** What the terms come to. Nothing is saved. Throws DomainError `invalid` with the field to mend. */
  async preview(actor: Actor, terms: PlanTermsDto): Promise<PlannedInstalment[]> {
    return planTerms(settleTerms(terms), terms.milestones, await this.bankHolidays.calendarFor(actor));
  }

  /**
   * Drafts a contract and plans its payments; returns its id. Throws DomainError `invalid` with the field to mend,
   * `conflict` when another contract has the reference.
   */
  async draft(actor: Actor, request: DraftContractDto): Promise<string> {
    const prepared = await this.prepare(actor, request);
    return this.tenant.once(actor, (tx) => this.write(tx, prepared));
  }

  /** What is to be written, planned before a transaction is open. Throws DomainError `invalid` with the field to mend. */
  async prepare(actor: Actor, request: DraftContractDto): Promise<PreparedDraft> {
    const terms = settleTerms(request);
    assertDeviationExplained(terms);
    const plan = planTerms(terms, request.milestones, await this.bankHolidays.calendarFor(actor));
    return { request, terms, plan };
  }

  /** Inside the transaction of a use case; returns the contract's id. Throws DomainError as `draft` does. */
  async write(tx: Tx, { request, terms, plan }: PreparedDraft): Promise<string> {
    const id = uuid();
    const drafted = await tx.query(DRAFT, [
      tx.actor.organisationId,
      request.partnershipId,
      id,
      ...this.valuesOf(request, terms),
      ...arraysOf(plan),
    ]);
    if (drafted.length === 0) throw await this.refusal(tx, request);
    const detail = { valuePence: terms.valuePence, instalments: plan.length };
    await this.audit.record(tx, { action: 'contract.drafted', subjectId: id, detail });
    return id;
  }

  private valuesOf(request: DraftContractDto, terms: PaymentTerms): unknown[] {
    return [
      request.reference,
      request.reference.toLowerCase(),
      request.title,
      request.instrument,
      request.regime ?? null,
      terms.valuePence,
      terms.startsOn,
      terms.endsOn,
      terms.timing,
      terms.rhythm,
      terms.paymentDays,
      terms.paymentDay,
      terms.deviationReason,
      terms.advanceBasis,
      request.purchaseOrder ?? null,
      terms.vatTreatment,
      request.invoiceNeeded ?? null,
      request.purchaseOrderNeeded ?? null,
      this.clock.today(),
    ];
  }

  /** Nothing was inserted: there is no such partnership here, or the reference is taken. */
  private async refusal(tx: Tx, { partnershipId, reference }: DraftContractDto): Promise<DomainError> {
    const [partnership] = await tx.query('select 1 from partnership where health_body_id = $1 and id = $2', [
      tx.actor.organisationId,
      partnershipId,
    ]);
    if (partnership !== undefined) return referenceTaken(reference);
    const detail = 'You have no such partnership: choose one of yours.';
    return new DomainError('invalid', detail, [{ pointer: '/partnershipId', detail }]);
  }
}

export function referenceTaken(reference: string): DomainError {
  const detail = `Another contract has the reference ${reference}: choose one that is free.`;
  return new DomainError('conflict', detail, [{ pointer: '/reference', detail }]);
}
