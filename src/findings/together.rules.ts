import { addDays, type CalendarDate } from '../shared/calendar-date';
import { contractsNotOver, liveContracts } from './partnership-reading.rules';
import type { OpenDecision } from './together-facts';
import type { WatchedFacts } from './watched-facts';
import { ofContract } from './watching';
import type { Noticed, WatchedRule } from './watching';

/**
 * One side has said how it would like to work together and the other has not confirmed it. The group is asked and never
 * judged for it; the health body is told when it lets the group wait.
 */
export const commencementUnconfirmed: WatchedRule = {
  name: 'commencement_unconfirmed',
  gNumber: 'G4',
  clearedBy: 'The other side agrees to how both work together, or proposes another way.',
  judge: (facts, asOf, { confirmationDays }) =>
    notOver(facts, facts.together.openCommencements).flatMap((open) => {
      const { contractId, number, proposedBy, proposedOn } = open;
      if (open.onOnePage && waitsWithContract(facts, contractId)) return [];
      const told = { ...ofContract('commencement_unconfirmed', contractId, 'both'), evidence: { number, proposedOn } };
      if (proposedBy === 'health') return [asked(told)];
      return addDays(proposedOn, confirmationDays) > asOf ? [] : [told];
    }),
  turnsOn: ({ together }, { confirmationDays }) =>
    together.openCommencements
      .filter(({ proposedBy }) => proposedBy === 'group')
      .map(({ proposedOn }) => addDays(proposedOn, confirmationDays)),
};

/**
 * One side has signed how both are to decide and the other has not. As with how both work together, the group is asked and
 * never judged for it.
 */
export const processUnsigned: WatchedRule = {
  name: 'process_unsigned',
  gNumber: 'G5',
  clearedBy: 'The other side signs how both decide together, or declines it.',
  judge: (facts, asOf, { confirmationDays }) =>
    notOver(facts, facts.together.openProcesses).flatMap(({ id, contractId, number, ...open }) => {
      if (open.onOnePage && waitsWithContract(facts, contractId)) return [];
      const evidence = { processId: id, number, proposedOn: open.proposedOn };
      const told = { ...ofContract('process_unsigned', contractId, 'both'), evidence };
      if (open.proposedBy === 'health') return [asked(told)];
      return addDays(open.proposedOn, confirmationDays) > asOf ? [] : [told];
    }),
  turnsOn: ({ together }, { confirmationDays }) =>
    together.openProcesses
      .filter(({ proposedBy }) => proposedBy === 'group')
      .map(({ proposedOn }) => addDays(proposedOn, confirmationDays)),
};

/** Work of some size goes on and nothing says who decides what, or what becomes of a question that nobody answers. */
export const noDecisionProcess: WatchedRule = {
  name: 'no_decision_process',
  gNumber: 'G5',
  clearedBy: 'A decision process that both sides have signed is in force.',
  judge: (facts) =>
    liveContracts(facts)
      .filter(({ id }) => !facts.together.withProcess.includes(id))
      .map(({ id }) => ({ ...ofContract('no_decision_process', id), evidence: {} })),
  turnsOn: () => [],
};

/** A side has said nothing within the days that the process gives. A group is asked from the first day, and never judged. */
export const decisionAnswerOverdue: WatchedRule = {
  name: 'decision_answer_overdue',
  gNumber: 'G5',
  clearedBy: 'The side that has not answered says what it thinks, or the decision is closed.',
  judge: (facts, asOf) =>
    notOver(facts, facts.together.openDecisions).flatMap((decision) => [
      ...(decision.answered.group ? [] : [asked(unanswered(decision, 'group'))]),
      ...(isLate(decision, asOf) ? [unanswered(decision, 'health')] : []),
    ]),
  turnsOn: ({ together }) => together.openDecisions.map(({ answerBy }) => addDays(answerBy, 1)),
};

/** One side did it though the process in force was not followed. It stands until both agree on it after all. */
export const decidedWithoutAgreement: WatchedRule = {
  name: 'decided_without_agreement',
  gNumber: 'G5',
  clearedBy: 'It is taken up again in a decision on which both agree.',
  judge: (facts) =>
    notOver(facts, facts.together.against).map(({ id, contractId, number, kind, closedOn, closedBy }) => ({
      ...ofContract('decided_without_agreement', contractId, 'both'),
      subjectKey: id,
      severity: 'serious',
      evidence: { decisionId: id, number, kind, closedOn, closedBy },
    })),
  turnsOn: () => [],
};

export const TOGETHER_RULES = [
  commencementUnconfirmed,
  noDecisionProcess,
  processUnsigned,
  decisionAnswerOverdue,
  decidedWithoutAgreement,
] as const;

function isLate({ answered, healthMayBeSilent, answerBy }: OpenDecision, asOf: CalendarDate): boolean {
  return !answered.health && !healthMayBeSilent && asOf > answerBy;
}

/** Of each side its own: both may owe an answer to the same decision. */
function unanswered({ id, contractId, number, proposedOn, answerBy }: OpenDecision, side: 'health' | 'group'): Noticed {
  return {
    ...ofContract('decision_answer_overdue', contractId, 'both'),
    subjectKey: `${id} ${side}`,
    evidence: { decisionId: id, number, proposedOn, answerBy },
  };
}

/** The group is asked for the whole contract already, and answers to both with one button. */
function waitsWithContract({ contracts }: WatchedFacts, contractId: string): boolean {
  const confirmedOn = contracts.find(({ id }) => id === contractId)?.confirmedOn;
  return confirmedOn !== undefined && confirmedOn.health !== null && confirmedOn.group === null;
}

function asked(noticed: Noticed): Noticed {
  return { ...noticed, severity: null, audience: 'group', actsOn: 'group' };
}

function notOver<Of extends { contractId: string }>(facts: WatchedFacts, all: readonly Of[]): Of[] {
  const ids = new Set(contractsNotOver(facts).map(({ id }) => id));
  return all.filter(({ contractId }) => ids.has(contractId));
}
