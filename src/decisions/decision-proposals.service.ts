import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { BankHolidays } from '../contracts';
import { AuditService, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { addDays, calendarDate } from '../shared/calendar-date';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import type { ProposeDecisionDto } from './decisions.dto';
import type { ProcessView } from './process-view.dto';
import { DecisionProcesses } from './processes.service';

/** Without a process, and so without an agreed time. */
const DAYS_WITHOUT_PROCESS = 14;

interface ContractRow {
  health_body_id: string;
  group_id: string;
  state: string;
}

/** Proposing what is to be decided. */
@Injectable()
export class DecisionProposals {
  constructor(
    private readonly tenant: TenantService,
    private readonly processes: DecisionProcesses,
    private readonly holidays: BankHolidays,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /**
   * Answers the decision's id. Throws DomainError `not-found`, `conflict` for a contract that is over, `invalid` for one
   * option alone, a time shorter than the process gives, or an earlier decision that is none of this contract.
   */
  async propose(actor: Actor, contractId: string, request: ProposeDecisionDto): Promise<string> {
    const { inForce } = await this.processes.ofContract(actor, contractId);
    if (request.options?.length === 1) throw wrong('options', 'Name no options, or at least two.');
    const today = this.clock.today();
    const least = await this.earliest(actor, inForce, today);
    if (request.answerBy !== undefined && request.answerBy < least) {
      throw wrong('answerBy', `The other side has until ${least} at least.`);
    }
    return this.tenant.once(actor, async (tx) => {
      const contract = await lockedContract(tx, contractId);
      if (request.revisitsId !== undefined) await assertRevisits(tx, contract, contractId, request.revisitsId);
      const id = uuid();
      await tx.query(
        `insert into decision (health_body_id, group_id, contract_id, id, kind, title, what, options, proposed_by,
           proposed_on, proposed_account_id, answer_by, revisits_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        [
          ...[contract.health_body_id, contract.group_id, contractId, id, request.kind, request.title, request.what],
          ...[request.options ?? [], actor.side, today, actor.kind === 'account' ? actor.id : null],
          ...[request.answerBy ?? least, request.revisitsId ?? null],
        ],
      );
      const detail = { contractId, kind: request.kind };
      await this.audit.record(tx, { action: 'decision.proposed', subjectId: id, detail });
      return id;
    });
  }

  private async earliest(actor: Actor, process: ProcessView | null, today: CalendarDate): Promise<CalendarDate> {
    if (process === null) return addDays(today, DAYS_WITHOUT_PROCESS);
    if (process.dayKind === 'calendar') return addDays(today, process.daysToAnswer);
    return (await this.holidays.calendarFor(actor)).plus(calendarDate(today), process.daysToAnswer);
  }
}

async function lockedContract(tx: Tx, contractId: string): Promise<ContractRow> {
  const [contract] = await tx.asServer<ContractRow>(
    'select health_body_id, group_id, state from contract_to_change($1)',
    [contractId],
  );
  if (contract === undefined) throw new DomainError('not-found', NOT_FOUND);
  if (['draft', 'agreed', 'suspended'].includes(contract.state)) return contract;
  throw new DomainError('conflict', 'This contract is over, so nothing more is decided under it.');
}

async function assertRevisits(tx: Tx, contract: ContractRow, contractId: string, id: string): Promise<void> {
  const [found] = await tx.query(
    `select 1 from decision d where d.health_body_id = $1 and d.group_id = $2 and d.contract_id = $3 and d.id = $4
       and d.state = 'without_agreement'`,
    [contract.health_body_id, contract.group_id, contractId, id],
  );
  if (found === undefined) {
    throw wrong('revisitsId', 'Only a decision of this contract that was taken without agreement is taken up again.');
  }
}

function wrong(field: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: `/${field}`, detail }]);
}
