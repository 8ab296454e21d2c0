import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  AuditService,
  checkVersion,
  Clock,
  Conditions,
  NOT_FOUND,
  orderBy,
  pageOf,
  ReadsService,
  seekPast,
  sortBy,
  TenantService,
} from '../platform';
import type { Actor, Page, Side, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { assertContacts } from './process-contacts';
import { assertProcess } from './process.rules';
import type { ContractProcessView, ProcessView } from './process-view.dto';
import type { ProcessListQuery, ProposeProcessDto } from './processes.dto';

const OWN: Record<Side, string> = { health: 'p.health_body_id', group: 'p.group_id' };
const PART_OF = 'x.health_body_id = p.health_body_id and x.process_id = p.id';

const VIEW = `
  p.id, p.contract_id as "contractId", p.number, p.proposed_by as "proposedBy", p.proposed_on as "proposedOn", p.state,
  p.days_to_answer as "daysToAnswer", p.day_kind as "dayKind", p.from_on as "fromOn", p.in_force_on as "inForceOn",
  p.words, p.decline_reason as "declineReason", p.version,
  (select coalesce(json_agg(json_build_object('kind', x.kind, 'decides', x.decides, 'withoutAnswer', x.without_answer,
    'words', x.words) order by x.kind), '[]') from decision_process_kind x where ${PART_OF}) as kinds,
  (select coalesce(json_agg(json_build_object('id', x.id, 'side', x.side, 'part', x.part, 'role', x.role,
    'contactId', x.contact_id, 'words', x.words) order by x.position), '[]')
    from decision_process_party x where ${PART_OF}) as parties,
  (select coalesce(json_agg(json_build_object('side', x.side, 'signedOn', x.signed_on, 'toldHow', x.told_how,
    'evidence', x.evidence) order by x.side desc), '[]') from decision_process_signature x where ${PART_OF}) as signatures`;

const standingFor = (tenant: string) => `
  select ${VIEW} from contract c left join decision_process p on p.health_body_id = c.health_body_id
    and p.contract_id = c.id
    and (p.state = 'open' or p.id = decision_process_on(c.health_body_id, c.id, $3::date))
  where c.id = $1 and ${tenant} = $2`;
const STANDING: Record<Side, string> = { health: standingFor('c.health_body_id'), group: standingFor('c.group_id') };

/** A contract without any process has one row. */
type StandingRow = ProcessView | { id: null };

export interface SaidOutside {
  confirmedOn: string;
  how: string;
  evidence: string;
}

const REFUSED: Readonly<Record<string, string>> = {
  over: 'This contract is over, so nothing more is decided under it.',
  open: 'A decision process of this contract waits for an answer already: answer it or take it back first.',
  own: 'Only the other side answers a proposal; whoever made it can take it back.',
  joined: 'The group has joined, so it signs for itself.',
  answered: 'This decision process was answered already: nothing was changed.',
};

/** How the sides of a contract take decisions: proposed by one side, in force once the other has signed too. */
@Injectable()
export class DecisionProcesses {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  async list(actor: Actor, query: ProcessListQuery): Promise<Page<ProcessView>> {
    const conditions = new Conditions();
    conditions.add(`${OWN[actor.side]} = ?`, actor.organisationId);
    conditions.addIf(query.contractId, 'p.contract_id = ?');
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, { proposedOn: 'p.proposed_on' });
    seekPast(query.cursor, sort, 'p.id', conditions);
    const rows = await this.reads.rows<ProcessView>(
      actor,
      `select ${VIEW} from decision_process p ${conditions.where} ${orderBy(sort, 'p.id')}
       limit ${conditions.value(query.limit + 1)}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [row.proposedOn, row.id],
      (row) => row,
    );
    return total === undefined ? page : { ...page, count: total };
  }

  /** Throws DomainError `not-found` when there is no such process, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<ProcessView> {
    const [row] = await this.reads.rows<ProcessView>(
      actor,
      `select ${VIEW} from decision_process p where p.id = $1 and ${OWN[actor.side]} = $2`,
      [id, actor.organisationId],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /** Which version is in force on a day, and which waits for an answer. Throws DomainError `not-found`. */
  async ofContract(actor: Actor, contractId: string, on: string = this.clock.today()): Promise<ContractProcessView> {
    const values = [contractId, actor.organisationId, on];
    return standingIn(await this.reads.rows<StandingRow>(actor, STANDING[actor.side], values));
  }

  /** The same today, inside the transaction of a use case. */
  async ofContractIn(tx: Tx, contractId: string): Promise<ContractProcessView> {
    const values = [contractId, tx.actor.organisationId, this.clock.today()];
    return standingIn(await tx.query<StandingRow>(STANDING[tx.actor.side], values));
  }

  /**
   * Proposes for the actor's side, and signs for it; answers the process's id. Throws DomainError `invalid` (see
   * assertProcess), `not-found`, and `conflict` for a contract that is over or while another proposal is open.
   */
  async propose(actor: Actor, contractId: string, request: ProposeProcessDto): Promise<string> {
    await this.assertProposable(actor, contractId, request);
    return this.tenant.once(actor, (tx) => this.proposeIn(tx, contractId, request));
  }

  /** What can be wrong with a proposal before a transaction is open. Throws DomainError `invalid`. */
  async assertProposable(actor: Actor, contractId: string, request: ProposeProcessDto): Promise<void> {
    assertProcess(request);
    if (request.fromOn !== undefined && request.fromOn < this.clock.today()) {
      const detail = 'fromOn must not be before today.';
      throw new DomainError('invalid', detail, [{ pointer: '/fromOn', detail }]);
    }
    await assertContacts(this.reads, actor, contractId, request);
  }

  /** Inside the transaction of a use case that agrees more, after `assertProposable`. */
  async proposeIn(tx: Tx, contractId: string, request: ProposeProcessDto): Promise<string> {
    const id = uuid();
    const parties = request.parties.map((party) => Object.assign({ id: uuid() }, party));
    const [answer] = await tx.asServer<{ outcome: string }>(
      'select decision_process_propose($1, $2, $3, $4, $5) as outcome',
      [
        contractId,
        id,
        this.clock.today(),
        tx.actor.kind === 'account' ? tx.actor.id : null,
        JSON.stringify(Object.assign({}, request, { parties })),
      ],
    );
    assertDone(answer?.outcome, 'proposed');
    await this.audit.record(tx, { action: 'decision-process.proposed', subjectId: id, detail: { contractId } });
    return id;
  }

  sign(actor: Actor, id: string, version: number): Promise<string> {
    return this.answer(actor, id, { version, state: 'signed' });
  }

  /** What a group that has not joined said outside Accord. Throws DomainError `conflict` once it has joined. */
  signedOutside(actor: Actor, id: string, version: number, outside: SaidOutside): Promise<string> {
    if (outside.confirmedOn > this.clock.today()) {
      const detail = 'confirmedOn must not be after today.';
      throw new DomainError('invalid', detail, [{ pointer: '/confirmedOn', detail }]);
    }
    return this.answer(actor, id, { version, state: 'signed', outside });
  }

  decline(actor: Actor, id: string, version: number, reason: string): Promise<string> {
    return this.answer(actor, id, { version, state: 'declined', reason });
  }

  withdraw(actor: Actor, id: string, version: number): Promise<string> {
    return this.answer(actor, id, { version, state: 'withdrawn' });
  }

  private async answer(actor: Actor, id: string, given: Answer): Promise<string> {
    const process = await this.one(actor, id);
    if (process.state !== 'open') throw new DomainError('conflict', REFUSED.answered ?? '');
    return this.tenant.once(actor, (tx) => this.answerIn(tx, process, given));
  }

  /** Inside the transaction of a use case that agrees more. Throws DomainError `stale`, `conflict`. */
  async answerIn(tx: Tx, { id, contractId }: Pick<ProcessView, 'id' | 'contractId'>, given: Answer): Promise<string> {
    const [standing] = await tx.query<{ version: number }>(
      `select p.version from decision_process p where p.id = $1 and ${OWN[tx.actor.side]} = $2`,
      [id, tx.actor.organisationId],
    );
    checkVersion(standing?.version ?? 0, given.version);
    const [answer] = await tx.asServer<{ outcome: string }>(
      'select decision_process_answer($1, $2, $3, $4, $5, $6) as outcome',
      [
        id,
        this.clock.today(),
        tx.actor.kind === 'account' ? tx.actor.id : null,
        given.state,
        given.reason ?? null,
        given.outside === undefined ? null : JSON.stringify(given.outside),
      ],
    );
    assertDone(answer?.outcome, given.state);
    const how = given.outside === undefined ? 'in_accord' : 'outside_accord';
    await this.audit.record(tx, {
      action: `decision-process.${given.state}`,
      subjectId: id,
      detail: { contractId, how },
    });
    return id;
  }

  private async count(actor: Actor, { where, values }: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from decision_process p ${where}`,
      values,
    );
    return Number(row?.total ?? 0);
  }
}

export interface Answer {
  version: number;
  state: 'signed' | 'declined' | 'withdrawn';
  reason?: string;
  outside?: SaidOutside;
}

function assertDone(outcome: string | undefined, expected: string): void {
  if (outcome === expected) return;
  if (outcome === 'gone' && expected === 'proposed') throw new DomainError('not-found', NOT_FOUND);
  throw new DomainError('conflict', REFUSED[outcome ?? ''] ?? REFUSED.answered ?? '');
}

function standingIn(rows: readonly StandingRow[]): ContractProcessView {
  if (rows.length === 0) throw new DomainError('not-found', NOT_FOUND);
  const found = rows.filter((row): row is ProcessView => row.id !== null);
  return {
    inForce: found.find(({ state }) => state === 'signed') ?? null,
    proposed: found.find(({ state }) => state === 'open') ?? null,
  };
}
