import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, Clock, TenantService } from '../platform';
import type { Actor, Side, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { ConfirmedOutsideDto } from './agreement.dto';
import type { BankingCalendar } from './banking-calendar.rules';
import { BankHolidays } from './bank-holidays.service';
import { keyOf, lockContract } from './contract-lock';
import type { LockedContract } from './contract-lock';
import { acceptedGaps } from './readiness.rules';
import type { AcceptedGap } from './readiness.rules';
import { ReadinessService } from './readiness.service';

/** What was to be paid before a contract was agreed is due on this banking day after it. */
const DAYS_TO_CATCH_UP = 5;

const CONFIRM = `
  insert into contract_confirmation (health_body_id, group_id, contract_id, id, side, terms_version, how, told_how,
    evidence, confirmed_on, account_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

const ACCEPT_GAPS = `
  insert into contract_readiness_gap (health_body_id, group_id, contract_id, check_name, reason, accepted_on)
  select $1, $2, $3, u.*, $6 from unnest($4::text[], $5::text[]) u
  on conflict (health_body_id, contract_id, check_name) do update
    set reason = excluded.reason, accepted_on = excluded.accepted_on`;

export interface Confirming {
  id: string;
  version: number;
  /** For the health side: why it goes on without what is missing. */
  reasons: readonly AcceptedGap[];
}

interface Confirmation {
  side: Side;
  /** Where the group said so outside Accord. */
  outside: ConfirmedOutsideDto | null;
}

/** Both sides confirm the same terms; with the second confirmation, whose ever it is, the contract is agreed. */
@Injectable()
export class AgreementService {
  constructor(
    private readonly tenant: TenantService,
    private readonly bankHolidays: BankHolidays,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly readiness: ReadinessService,
  ) {}

  /**
   * The confirmation of the actor's own side; returns the contract's id. Throws DomainError `invalid` when the health
   * side goes on without something and does not say why, `conflict` when the contract is no draft or this side has
   * confirmed these terms, `stale`.
   */
  async confirm(actor: Actor, id: string, version: number, reasons: readonly AcceptedGap[]): Promise<string> {
    const calendar = await this.bankHolidays.calendarFor(actor);
    return this.tenant.once(actor, (tx) => this.confirmIn(tx, { id, version, reasons }, calendar));
  }

  /** The same inside the transaction of a use case that agrees more than the terms. */
  async confirmIn(tx: Tx, { id, version, reasons }: Confirming, calendar: BankingCalendar): Promise<string> {
    const { side } = tx.actor;
    const contract = await this.draftToConfirm(tx, id, version, side);
    await this.acceptGaps(tx, contract, reasons);
    await this.add(tx, contract, { side, outside: null }, calendar);
    return id;
  }

  /**
   * What a group that has not joined said outside Accord, written down by the health side; returns the contract's id.
   * Throws DomainError `conflict` once the group has joined, and as `confirm` does.
   */
  async confirmedOutside(actor: Actor, id: string, version: number, request: ConfirmedOutsideDto): Promise<string> {
    if (request.confirmedOn > this.clock.today()) {
      const detail = 'confirmedOn must not be after today.';
      throw new DomainError('invalid', detail, [{ pointer: '/confirmedOn', detail }]);
    }
    const calendar = await this.bankHolidays.calendarFor(actor);
    return this.tenant.once(actor, async (tx) => {
      const contract = await this.draftToConfirm(tx, id, version, 'group');
      await assertNotJoined(tx, contract);
      await this.add(tx, contract, { side: 'group', outside: request }, calendar);
      return id;
    });
  }

  /**
   * Takes back the confirmation of the actor's own side of a draft. Throws DomainError `conflict` when there is none to
   * take back, `stale`.
   */
  async withdraw(actor: Actor, id: string, version: number): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const contract = await lockContract(tx, id);
      assertDraft(contract);
      checkVersion(contract.version, version);
      const withdrawn = await tx.change(
        `update contract_confirmation set withdrawn_at = now()
         where health_body_id = $1 and group_id = $2 and contract_id = $3 and side = $4 and terms_version = $5
           and withdrawn_at is null`,
        [...keyOf(contract), actor.side, contract.terms_version],
      );
      if (withdrawn === 0)
        throw new DomainError('conflict', 'You have not confirmed these terms: nothing was changed.');
      const detail = { termsVersion: contract.terms_version };
      await this.audit.record(tx, { action: 'contract.confirmation-withdrawn', subjectId: id, detail });
    });
  }

  private async draftToConfirm(tx: Tx, id: string, version: number, side: Side): Promise<LockedContract> {
    const contract = await lockContract(tx, id);
    assertDraft(contract);
    const [earlier] = await tx.query(
      `select 1 from contract_confirmation
       where health_body_id = $1 and group_id = $2 and contract_id = $3 and side = $4 and terms_version = $5
         and withdrawn_at is null`,
      [...keyOf(contract), side, contract.terms_version],
    );
    if (earlier !== undefined) {
      throw new DomainError('conflict', `The ${NAMES[side]} has confirmed these terms already: nothing was changed.`);
    }
    checkVersion(contract.version, version);
    return contract;
  }

  /** Not asked of the group: whatever waits on a group never holds it up. */
  private async acceptGaps(tx: Tx, contract: LockedContract, reasons: readonly AcceptedGap[]): Promise<void> {
    if (tx.actor.side === 'group') return;
    const [healthBodyId, groupId, id] = keyOf(contract);
    const gaps = acceptedGaps(await this.readiness.checksIn(tx, { id, healthBodyId, groupId }), reasons);
    if (gaps.length === 0) return;
    await tx.change(ACCEPT_GAPS, [
      ...keyOf(contract),
      gaps.map(({ check }) => check),
      gaps.map(({ reason }) => reason),
      this.clock.today(),
    ]);
  }

  private async add(
    tx: Tx,
    contract: LockedContract,
    { side, outside }: Confirmation,
    calendar: BankingCalendar,
  ): Promise<void> {
    const how = outside === null ? 'in_accord' : 'outside_accord';
    await tx.query(CONFIRM, [
      ...keyOf(contract),
      uuid(),
      side,
      contract.terms_version,
      how,
      ...(outside === null ? [null, null, this.clock.today()] : [outside.how, outside.evidence, outside.confirmedOn]),
      tx.actor.kind === 'account' ? tx.actor.id : null,
    ]);
    const detail = { side, how, termsVersion: contract.terms_version };
    await this.audit.record(tx, { action: 'contract.confirmed', subjectId: contract.id, detail });
    await this.agreeOnceBothConfirmed(tx, contract, calendar);
  }

  private async agreeOnceBothConfirmed(tx: Tx, { id, terms_version }: LockedContract, calendar: BankingCalendar) {
    const today = this.clock.today();
    const lateDueOn = calendar.plus(today, DAYS_TO_CATCH_UP);
    const [answer] = await tx.asServer<{ agreed: boolean }>('select contract_agree($1, $2, $3, $4) as agreed', [
      id,
      today,
      lateDueOn,
      calendar.sendBy(lateDueOn),
    ]);
    if (answer?.agreed !== true) return;
    await this.audit.record(tx, { action: 'contract.agreed', subjectId: id, detail: { termsVersion: terms_version } });
  }
}

const NAMES: Record<Side, string> = { health: 'health body', group: 'group' };

function assertDraft({ state }: LockedContract): void {
  if (state === 'draft') return;
  const detail =
    state === 'agreed' ? 'This contract is agreed: nothing was changed.' : `This contract is ${state}, and no draft.`;
  throw new DomainError('conflict', detail);
}

async function assertNotJoined(tx: Tx, { group_id }: LockedContract): Promise<void> {
  const [joined] = await tx.query('select 1 from organisation where id = $1 and joined_at is not null', [group_id]);
  if (joined === undefined) return;
  throw new DomainError('conflict', 'The group has joined Accord and confirms there itself: nothing was changed.');
}
