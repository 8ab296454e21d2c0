import { Injectable } from '@nestjs/common';
import { AuditService, checkVersion, Clock, TenantService } from '../platform';
import type { Actor, Side, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { assertFollowed, assertMayClose, assertWhole, decider } from './answering';
import type { DecisionDetailView } from './decision-view.dto';
import type { CloseDecisionDto, GivePositionDto } from './decisions.dto';
import { Decisions } from './decisions.service';
import { DecisionProcesses } from './processes.service';

const OWN: Record<Side, string> = { health: 'health_body_id', group: 'group_id' };
const CLOSED = 'This decision was closed already: nothing was changed.';

interface Outside {
  how: string;
  evidence: string;
}

/** What each side says to a decision, where it goes without agreement, and how it is closed. */
@Injectable()
export class DecisionAnswers {
  constructor(
    private readonly tenant: TenantService,
    private readonly decisions: Decisions,
    private readonly processes: DecisionProcesses,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /**
   * Says what the actor's side thinks, in addition to what it said before; outside, what a group said that has not
   * joined. Answers the decision's id. Throws DomainError `conflict` once it is closed, `invalid`, `stale`.
   */
  async position(
    actor: Actor,
    id: string,
    version: number,
    request: GivePositionDto,
    outside: Outside | null = null,
  ): Promise<string> {
    const decision = await this.decisions.one(actor, id);
    const { inForce } = await this.processes.ofContract(actor, decision.contractId);
    const side = outside === null ? actor.side : 'group';
    assertWhole(decision, request);
    const decidedBy = decider(inForce, side, request.decidedById);
    return this.tenant.once(actor, async (tx) => {
      const row = await lockOpen(tx, decision, version);
      await assertSpeaksItself(tx, row.group_id, outside);
      const told = outside === null ? [null, null] : [outside.how, outside.evidence];
      const { option = null, comment = null, consulted = false } = request;
      await tx.query(
        `insert into decision_position (health_body_id, group_id, decision_id, side, stance, option_number, comment,
           decided_by_id, consulted, given_on, account_id, told_how, evidence)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        [
          ...[row.health_body_id, row.group_id, id, side, request.stance, option, comment, decidedBy, consulted],
          ...[this.clock.today(), accountOf(actor), ...told],
        ],
      );
      const detail = { contractId: decision.contractId, side, stance: request.stance };
      await this.audit.record(tx, { action: 'decision.answered', subjectId: id, detail });
      return id;
    });
  }

  /** To those whom the process names when there is no agreement. Throws DomainError `conflict`, `stale`. */
  async escalate(actor: Actor, id: string, version: number): Promise<string> {
    const decision = await this.decisions.one(actor, id);
    return this.tenant.once(actor, async (tx) => {
      const row = await lockOpen(tx, decision, version);
      if (row.escalated_on !== null) throw new DomainError('conflict', 'It has gone to them already.');
      await tx.change(
        `update decision set escalated_on = $3, escalated_by = $4, version = version + 1
         where health_body_id = $1 and id = $2`,
        [row.health_body_id, id, this.clock.today(), actor.side],
      );
      const detail = { contractId: decision.contractId };
      await this.audit.record(tx, { action: 'decision.escalated', subjectId: id, detail });
      return id;
    });
  }

  /**
   * Closes it. Throws DomainError `conflict` for agreed where the process in force was not followed, or once it is closed,
   * or for taking back what the other side proposed; `invalid` without a reason or an option; `stale`.
   */
  async close(actor: Actor, id: string, version: number, request: CloseDecisionDto): Promise<string> {
    const decision = await this.decisions.one(actor, id);
    const { inForce } = await this.processes.ofContract(actor, decision.contractId);
    const option = request.option ?? null;
    assertMayClose(actor, decision, request);
    return this.tenant.once(actor, async (tx) => {
      const row = await lockOpen(tx, decision, version);
      // The version is that of the positions which were read, so they are what stands.
      if (request.outcome === 'agreed') assertFollowed(decision, inForce, this.clock.today(), option);
      await tx.change(
        `update decision set state = $3, closed_on = $4, closed_by = $5, closed_account_id = $6, chosen_option = $7,
           outcome_reason = $8, version = version + 1
         where health_body_id = $1 and id = $2`,
        [
          ...[row.health_body_id, id, request.outcome, this.clock.today(), actor.side],
          ...[accountOf(actor), option, request.reason ?? null],
        ],
      );
      const detail = { contractId: decision.contractId, outcome: request.outcome };
      await this.audit.record(tx, { action: 'decision.closed', subjectId: id, detail });
      return id;
    });
  }
}

interface LockedRow {
  health_body_id: string;
  group_id: string;
  state: string;
  escalated_on: string | null;
  version: number;
}

async function lockOpen(tx: Tx, decision: DecisionDetailView, version: number): Promise<LockedRow> {
  await tx.asServer('select 1 from contract_to_change($1)', [decision.contractId]);
  const [row] = await tx.query<LockedRow>(
    `select health_body_id, group_id, state, escalated_on, version from decision
     where id = $1 and ${OWN[tx.actor.side]} = $2`,
    [decision.id, tx.actor.organisationId],
  );
  if (row?.state !== 'open') throw new DomainError('conflict', CLOSED);
  checkVersion(row.version, version);
  return row;
}

async function assertSpeaksItself(tx: Tx, groupId: string, outside: Outside | null): Promise<void> {
  if (outside === null) return;
  const [joined] = await tx.query('select 1 from organisation where id = $1 and joined_at is not null', [groupId]);
  if (joined !== undefined) throw new DomainError('conflict', 'The group has joined, so it speaks for itself.');
}

function accountOf({ kind, id }: Actor): string | null {
  return kind === 'account' ? id : null;
}
