import { Injectable } from '@nestjs/common';
import { AuditService, checkVersion, Clock, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import type { BankingCalendar } from './banking-calendar.rules';
import { datesOf, keyOf, lastMoveOn, lockContract } from './contract-lock';
import type { LockedContract } from './contract-lock';
import type { MoveContractDto, ResumeContractDto, TerminateContractDto } from './contract-moves.dto';
import { assertContractMove, assertEffectiveOn } from './contract-state.rules';
import { movingBecause } from './instalment-moves';
import { cancelInstalments } from './schedule-writer';
import { Termination } from './termination.service';

/** The moves that the health side makes by itself, each with what is said of it. */
export type ContractMove =
  | { to: 'suspended' | 'withdrawn'; said: MoveContractDto }
  | { to: 'terminated'; said: TerminateContractDto }
  | { to: 'agreed'; said: ResumeContractDto };

const ACTIONS: Record<ContractMove['to'], string> = {
  suspended: 'contract.suspended',
  agreed: 'contract.resumed',
  withdrawn: 'contract.withdrawn',
  terminated: 'contract.terminated',
};

const HISTORY = `
  insert into contract_state_change (health_body_id, group_id, contract_id, position, to_state, effective_on, reason,
    reason_code, approved_by_contact_id, group_told_on)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

/** Suspending, resuming, withdrawing and terminating a contract. */
@Injectable()
export class ContractMovesService {
  constructor(
    private readonly tenant: TenantService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly termination: Termination,
  ) {}

  /**
   * Moves a contract from a day on; returns its id. Withdrawing cancels all its instalments. Of one that is terminated the
   * day is the last that is paid for: see Termination for what becomes of its instalments.
   *
   * Throws DomainError `conflict` when the contract cannot make this move, or money has gone under one to be withdrawn;
   * `invalid` with the field to mend; `stale`.
   */
  async move(actor: Actor, id: string, version: number, move: ContractMove): Promise<string> {
    const { to, said } = move;
    const calendar = to === 'terminated' ? await this.termination.calendar(actor, id) : null;
    return this.tenant.once(actor, async (tx) => {
      const contract = await lockContract(tx, id);
      checkVersion(contract.version, version);
      const change = { to, effectiveOn: said.effectiveOn };
      assertContractMove(contract.state, change, contract.starts_on);
      const lastOn = await lastMoveOn((sql, values) => tx.query(sql, values), keyOf(contract));
      assertEffectiveOn(change, datesOf(contract), { today: this.clock.today(), lastMoveOn: lastOn });
      this.assertTold(said.groupToldOn);
      await assertApprover(tx, contract, said.approvedByContactId);
      await record(tx, contract, move);
      const why = { code: `contract_${to}`, reason: said.reason ?? null, happenedOn: said.effectiveOn };
      const cancelled = await movingBecause(tx, why, () => this.cancel(tx, contract, move, calendar));
      const detail = { effectiveOn: said.effectiveOn, reasonCode: said.reasonCode ?? null, cancelled };
      await this.audit.record(tx, { action: ACTIONS[to], subjectId: id, detail });
      return id;
    });
  }

  private async cancel(
    tx: Tx,
    contract: LockedContract,
    move: ContractMove,
    calendar: BankingCalendar | null,
  ): Promise<number> {
    if (move.to === 'withdrawn') return cancelAll(tx, contract);
    if (move.to !== 'terminated' || calendar === null) return 0;
    const { effectiveOn: lastDay, previewKey: seen } = move.said;
    return this.termination.settle(tx, contract, { lastDay, calendar, seen });
  }

  /** Throws DomainError `invalid` for a day that has not come. */
  assertTold(groupToldOn: CalendarDate | null | undefined): void {
    if ((groupToldOn ?? '') <= this.clock.today()) return;
    const detail = 'groupToldOn must not be after today: tell the group first.';
    throw new DomainError('invalid', detail, [{ pointer: '/groupToldOn', detail }]);
  }
}

async function assertApprover(tx: Tx, contract: LockedContract, contactId: string | null | undefined): Promise<void> {
  if (typeof contactId !== 'string') return;
  const [approver] = await tx.query(
    `select 1 from contact where health_body_id = $1 and group_id = $2 and id = $3 and side = 'health'`,
    [contract.health_body_id, contract.group_id, contactId],
  );
  if (approver !== undefined) return;
  const detail = 'This is none of your own contacts in the partnership: choose who at the health body approved it.';
  throw new DomainError('invalid', detail, [{ pointer: '/approvedByContactId', detail }]);
}

async function record(tx: Tx, contract: LockedContract, { to, said }: ContractMove): Promise<void> {
  await tx.change(
    `update contract set state = $4, state_changes = state_changes + 1, version = version + 1
     where health_body_id = $1 and group_id = $2 and id = $3`,
    [...keyOf(contract), to],
  );
  await tx.query(HISTORY, [
    ...keyOf(contract),
    contract.state_changes + 1,
    to,
    said.effectiveOn,
    said.reason ?? null,
    said.reasonCode ?? null,
    said.approvedByContactId ?? null,
    said.groupToldOn ?? null,
  ]);
}

async function cancelAll(tx: Tx, contract: LockedContract): Promise<number> {
  const cancelled = await cancelInstalments(tx, contract);
  const [paid] = await tx.query(
    `select 1 from instalment
     where health_body_id = $1 and group_id = $2 and contract_id = $3 and state <> 'cancelled' limit 1`,
    keyOf(contract),
  );
  if (paid === undefined) return cancelled;
  throw new DomainError(
    'conflict',
    'Money has been sent or received under this contract, so it cannot be withdrawn: terminate it instead.',
  );
}
