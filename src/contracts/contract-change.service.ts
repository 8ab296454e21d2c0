import { Injectable } from '@nestjs/common';
import { AuditService, checkVersion, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { BankingCalendar } from './banking-calendar.rules';
import { BankHolidays } from './bank-holidays.service';
import { referenceTaken } from './contract-draft.service';
import { keyOf, lockContract, termsOf } from './contract-lock';
import type { LockedContract } from './contract-lock';
import type { ChangeContractDto } from './contract-terms.dto';
import {
  assertDeviationExplained,
  changeTerms,
  movesTheSchedule,
  planTerms,
  type PaymentTerms,
} from './contract-terms.rules';
import { replan } from './schedule-writer';

/** What both sides agreed to stays as it is; these are the health body's own bookkeeping. */
const NOT_AGREED_UPON: readonly string[] = ['title', 'regime', 'purchaseOrder', 'invoiceNeeded', 'purchaseOrderNeeded'];

const CHANGE = `
  update contract set reference = $4, reference_key = $5, title = $6, instrument = $7, regime = $8, value_pence = $9,
    starts_on = $10, ends_on = $11, timing = $12, rhythm = $13, payment_days = $14, payment_day = $15,
    deviation_reason = $16, advance_basis = $17, vat_treatment = $18, purchase_order = $19, invoice_needed = $20,
    purchase_order_needed = $21, schedule_version = $22, version = version + 1
  where health_body_id = $1 and group_id = $2 and id = $3`;

/** Changes to a contract that need no word of the other side: any term of a draft, and bookkeeping after that. */
@Injectable()
export class ContractChangeService {
  constructor(
    private readonly tenant: TenantService,
    private readonly bankHolidays: BankHolidays,
    private readonly audit: AuditService,
  ) {}

  /**
   * Changes what is given. A draft whose terms change must be confirmed again by both sides, and is planned again where
   * a payment can move. Throws DomainError `invalid` for a term of a contract that is no draft, `stale`, `conflict`.
   */
  async change(actor: Actor, id: string, version: number, request: ChangeContractDto): Promise<void> {
    const calendar = await this.bankHolidays.calendarFor(actor);
    await this.tenant.transaction(actor, async (tx) => {
      const contract = await lockContract(tx, id);
      checkVersion(contract.version, version);
      const changes = fieldsOf(request);
      if (contract.state !== 'draft') refuseTerms(changes);
      if (changes.length === 0) return;
      await this.assertReferenceFree(tx, contract, request.reference);
      await this.write(tx, contract, request, calendar);
      await this.audit.record(tx, { action: 'contract.changed', subjectId: id, detail: { fields: changes.join(' ') } });
    });
  }

  private async write(
    tx: Tx,
    contract: LockedContract,
    request: ChangeContractDto,
    calendar: BankingCalendar,
  ): Promise<void> {
    const before = termsOf(contract);
    const after = contract.state === 'draft' ? changeTerms(before, request) : before;
    if (contract.state === 'draft') assertDeviationExplained(after);
    const reference = request.reference ?? contract.reference;
    await tx.change(CHANGE, [
      ...keyOf(contract),
      reference,
      reference.toLowerCase(),
      request.title ?? contract.title,
      request.instrument ?? contract.instrument,
      said(request.regime, contract.regime),
      ...valuesOf(after),
      said(request.purchaseOrder, contract.purchase_order),
      said(request.invoiceNeeded, contract.invoice_needed),
      said(request.purchaseOrderNeeded, contract.purchase_order_needed),
      plansAgain(contract, before, after, request)
        ? await replan(tx, contract, after.valuePence, planTerms(after, request.milestones, calendar))
        : contract.schedule_version,
    ]);
  }

  private async assertReferenceFree(tx: Tx, { id, reference }: LockedContract, wanted?: string): Promise<void> {
    if (wanted === undefined || wanted.toLowerCase() === reference.toLowerCase()) return;
    const [taken] = await tx.query(
      'select 1 from contract where health_body_id = $1 and reference_key = $2 and id <> $3',
      [tx.actor.organisationId, wanted.toLowerCase(), id],
    );
    if (taken !== undefined) throw referenceTaken(wanted);
  }
}

function plansAgain(
  { state, schedule_version }: LockedContract,
  before: PaymentTerms,
  after: PaymentTerms,
  { milestones }: ChangeContractDto,
): boolean {
  if (state !== 'draft') return false;
  return schedule_version === null || milestones !== undefined || movesTheSchedule(before, after);
}

function fieldsOf(request: ChangeContractDto): string[] {
  return Object.entries(request).flatMap(([field, value]) => (value === undefined ? [] : [field]));
}

function refuseTerms(changes: readonly string[]): void {
  const terms = changes.filter((field) => !NOT_AGREED_UPON.includes(field));
  if (terms.length === 0) return;
  throw new DomainError(
    'invalid',
    'This contract is no draft any more, so its terms change only by a variation that both sides accept.',
    terms.map((field) => ({
      pointer: `/${field}`,
      detail: `${field} was agreed: it changes only by a variation that both sides accept.`,
    })),
  );
}

function valuesOf(terms: PaymentTerms): unknown[] {
  return [
    terms.valuePence,
    terms.startsOn,
    terms.endsOn,
    terms.timing,
    terms.rhythm,
    terms.paymentDays,
    terms.paymentDay,
    terms.deviationReason,
    terms.advanceBasis,
    terms.vatTreatment,
  ];
}

/** Null takes a value away; what is left out stays. */
function said<Value>(given: Value | undefined, present: Value): Value {
  return given === undefined ? present : given;
}
