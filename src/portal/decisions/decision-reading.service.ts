import { Injectable } from '@nestjs/common';
import { DecisionProcesses, Decisions } from '../../decisions';
import type { DecisionDetailView, ProcessView } from '../../decisions';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { FilesReader } from '../files/files-reading.service';
import type { PageData } from '../frame/pages';
import { StrategyReader } from '../strategy/strategy-reading.service';
import { decisionTag, KIND_WORDS, lackWords, partyWords, stanceWords } from './decision-words.rules';

/** One decision with all that its page shows of it, for either side. */
@Injectable()
export class DecisionReader {
  constructor(
    private readonly decisions: Decisions,
    private readonly processes: DecisionProcesses,
    private readonly files: FilesReader,
    private readonly strategy: StrategyReader,
  ) {}

  /** Throws DomainError `not-found` when there is no such decision, or it is another tenant's. */
  async page(actor: Actor, id: string): Promise<PageData> {
    const decision = await this.decisions.one(actor, id);
    const { inForce } = await this.processes.ofContract(actor, decision.contractId);
    const root = `/o/${actor.organisationId}`;
    return {
      title: 'A decision',
      ...{ root, here: `${root}/decisions/${id}`, decision },
      other: actor.side === 'health' ? decision.group : decision.healthBody,
      ours: decision.proposedBy === actor.side,
      stands: decisionTag(decision.state),
      kind: KIND_WORDS[decision.kind],
      proposedOn: calendarDate(decision.proposedOn),
      answerBy: calendarDate(decision.answerBy),
      closedOn: decision.closedOn === null ? null : calendarDate(decision.closedOn),
      closedByUs: decision.closedBy === actor.side,
      lack: lackWords(decision.lacks),
      positions: positionsOf(decision),
      answeredByUs: decision.positions.some(({ side }) => side === actor.side),
      lines: await this.files.lines(actor, { kind: 'decision', id }),
      ...(await this.strategy.section(actor, { kind: 'decision', id })),
      ...ofProcess(inForce, actor),
      escalation: escalationOf(inForce, decision),
      mayAnswer: actor.side === 'health' || actor.roles.includes('group_lead'),
    };
  }
}

function positionsOf({ positions, healthBody, group, options }: DecisionDetailView) {
  return positions.map(({ side, stance, comment, givenOn, option, toldHow }) => ({
    who: side === 'health' ? healthBody : group,
    what: stanceWords(stance),
    option: option === null ? null : (options[option - 1] ?? null),
    ...{ comment, toldHow, on: calendarDate(givenOn) },
  }));
}

/** Who decides and is asked on the reader's side. */
function ofProcess(process: ProcessView | null, { side }: Actor) {
  const parties = process?.parties ?? [];
  const own = (part: string) => parties.filter((party) => party.side === side && party.part === part);
  return {
    deciders: own('decides').map((party) => ({ value: party.id, text: partyWords(party) })),
    consulted: own('consulted').map(partyWords).join(', '),
  };
}

/** To whom it goes on either side when there is no agreement. */
function escalationOf(process: ProcessView | null, { healthBody, group }: DecisionDetailView): string[] {
  return (process?.parties ?? [])
    .filter(({ part }) => part === 'escalation')
    .map((party) => `${partyWords(party)} (${party.side === 'health' ? healthBody : group})`);
}
