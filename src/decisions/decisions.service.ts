import { Injectable } from '@nestjs/common';
import { Clock, Conditions, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../platform';
import type { Actor, Page, Side } from '../platform';
import { calendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import type { DecisionDetailView, DecisionView, PositionView } from './decision-view.dto';
import type { DecisionListQuery } from './decisions.dto';
import { lackOf } from './following.rules';
import type { Lack, ProcessInForce } from './following.rules';
import type { DecidingSide } from './process.rules';
import type { ProcessView } from './process-view.dto';
import { DecisionProcesses } from './processes.service';

const OWN: Record<Side, string> = { health: 'd.health_body_id', group: 'd.group_id' };

const VIEW = `
  d.id, d.contract_id as "contractId", c.reference as "contractReference", h.name as "healthBody", g.name as "group",
  d.number, d.kind, d.title, d.what, d.options, d.proposed_by as "proposedBy", d.proposed_on as "proposedOn",
  d.answer_by as "answerBy", d.state, d.health_stance as "healthStance", d.group_stance as "groupStance",
  d.revisits_id as "revisitsId", d.escalated_on as "escalatedOn", d.escalated_by as "escalatedBy",
  d.closed_on as "closedOn", d.closed_by as "closedBy", d.chosen_option as "chosenOption",
  d.outcome_reason as "outcomeReason", d.process_id as "processId", d.version`;

const named = (from: string) => `
  select ${VIEW} from ${from} d
  join contract c on c.health_body_id = d.health_body_id and c.id = d.contract_id
  join organisation h on h.id = d.health_body_id join organisation g on g.id = d.group_id`;

const POSITIONS = `
  select n.number, n.side, n.stance, n.option_number as "option", n.comment, n.process_id as "processId",
    n.decided_by_id as "decidedById", n.consulted, n.given_on as "givenOn", n.told_how as "toldHow", n.evidence
  from decision d join decision_position n on n.health_body_id = d.health_body_id and n.decision_id = d.id
  where d.id = $1`;

/** Decisions as both sides read them. */
@Injectable()
export class Decisions {
  constructor(
    private readonly reads: ReadsService,
    private readonly processes: DecisionProcesses,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: DecisionListQuery): Promise<Page<DecisionView>> {
    const conditions = new Conditions();
    conditions.add(`${OWN[actor.side]} = ?`, actor.organisationId);
    conditions.addIf(query.contractId, 'd.contract_id = ?');
    // Written out, so that the index of what is open serves every value.
    if (query.state === 'open') conditions.add(`d.state = 'open'`);
    else conditions.addIf(query.state, 'd.state = ?');
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, { proposedOn: 'd.proposed_on' });
    seekPast(query.cursor, sort, 'd.id', conditions);
    const order = orderBy(sort, 'd.id');
    const page = `select d.* from decision d ${conditions.where} ${order} limit ${conditions.value(query.limit + 1)}`;
    const rows = await this.reads.rows<DecisionView>(actor, `${named(`(${page})`)} ${order}`, conditions.values);
    const found = pageOf(
      rows,
      query,
      sort,
      (row) => [row.proposedOn, row.id],
      (row) => row,
    );
    return total === undefined ? found : { ...found, count: total };
  }

  /** Throws DomainError `not-found` when there is no such decision, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<DecisionDetailView> {
    const [row] = await this.reads.rows<DecisionView>(
      actor,
      `${named('decision')} where d.id = $1 and ${OWN[actor.side]} = $2`,
      [id, actor.organisationId],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    const positions = await this.reads.rows<PositionView>(
      actor,
      `${POSITIONS} and ${OWN[actor.side]} = $2 order by n.number`,
      [id, actor.organisationId],
    );
    const lacks = row.state === 'open' ? await this.lackNow(actor, row, positions) : null;
    return Object.assign(row, { positions, lacks });
  }

  /** Of an open one, with options: of the option that somebody chose last. */
  private async lackNow(actor: Actor, row: DecisionView, positions: PositionView[]): Promise<Lack | null> {
    const { inForce } = await this.processes.ofContract(actor, row.contractId);
    const chosen = positions.flatMap(({ option }) => option ?? []).at(-1) ?? null;
    return lackIn(Object.assign(row, { positions }), inForce, this.clock.today(), chosen);
  }

  private async count(actor: Actor, { where, values }: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from decision d ${where}`,
      values,
    );
    return Number(row?.total ?? 0);
  }
}

/** As lackOf judges it, of what is read. */
export function lackIn(
  decision: Pick<DecisionDetailView, 'kind' | 'options' | 'answerBy' | 'positions'>,
  process: ProcessView | null,
  on: string,
  option: number | null,
): Lack | null {
  const { kind, options, answerBy, positions } = decision;
  const facts = { kind, options: options.length, answerBy: calendarDate(answerBy), positions };
  return lackOf(facts, process === null ? null : toInForce(process), calendarDate(on), option);
}

function toInForce({ id, kinds, parties }: ProcessView): ProcessInForce {
  const asked = parties.filter(({ part }) => part === 'consulted').map(({ side }) => side);
  return { id, kinds, consults: [...new Set<DecidingSide>(asked)] };
}
