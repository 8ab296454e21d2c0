import { Injectable } from '@nestjs/common';
import { DecisionProcesses, Decisions } from '../../decisions';
import type { DecisionDetailView, ProcessView } from '../../decisions';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { FilesReader } from '../files/files-reading.service';
import type { PageData } from '../frame/pages';
import { ProcessReader } from './process-reading.service';
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
    private readonly reader: ProcessReader,
  ) {}

  /** Throws DomainError `not-found` when there is no such decision, or it is another tenant's. */
  async page(actor: Actor, id: string): Promise<PageData> {
    const decision = await this.decisions.one(actor, id);
    const { inForce } = await this.processes.ofContract(actor, decision.contractId);
    const people = await this.people(actor, inForce);
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
      ...ofProcess(inForce, actor, people),
      escalation: escalationOf(inForce, decision, people),
      mayAnswer: actor.side === 'health' || actor.roles.includes('group_lead'),
    };
  }

  /** The names of contacts, where the process names any. */
  private async people(actor: Actor, process: ProcessView | null): Promise<ReadonlyMap<string, string>> {
    const named = process?.parties.some(({ contactId }) => contactId !== null) ?? false;
    return process !== null && named ? (await this.reader.setting(actor, process.contractId)).known : new Map();
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
function ofProcess(process: ProcessView | null, { side }: Actor, people: ReadonlyMap<string, string>) {
  const words = (party: Parameters<typeof partyWords>[0]) => partyWords(party, people);
  const parties = process?.parties ?? [];
  const own = (part: string) => parties.filter((party) => party.side === side && party.part === part);
  return {
    deciders: own('decides').map((party) => ({ value: party.id, text: words(party) })),
    consulted: own('consulted').map(words).join(', '),
  };
}

/** To whom it goes on either side when there is no agreement. */
function escalationOf(
  process: ProcessView | null,
  { healthBody, group }: DecisionDetailView,
  people: ReadonlyMap<string, string>,
): string[] {
  return (process?.parties ?? [])
    .filter(({ part }) => part === 'escalation')
    .map((party) => `${partyWords(party, people)} (${party.side === 'health' ? healthBody : group})`);
}
