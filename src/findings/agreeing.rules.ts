import { addDays, type CalendarDate } from '../shared/calendar-date';
import { openContracts } from './partnership-reading.rules';
import type { WatchedContract, WatchedFacts } from './watched-facts';
import { ofContract } from './watching';
import type { Noticed, WatchedRule } from './watching';

/** Work began before both sides had agreed: the group carried the risk. Told until the contract is over. */
export const agreedAfterStart: WatchedRule = {
  name: 'agreed_after_start',
  gNumber: 'G4',
  clearedBy: 'The contract comes to its end. For the next one, agree before the work begins.',
  judge: (facts) =>
    open(facts).flatMap(({ id, startsOn, agreedOn }) =>
      agreedOn === null || agreedOn <= startsOn
        ? []
        : [{ ...ofContract('agreed_after_start', id), audience: 'both', evidence: { startsOn, agreedOn } }],
    ),
  turnsOn: () => [],
};

/** The health body agreed without something that was to be ready, gave its reason, and it is still not there. */
export const agreedWithGap: WatchedRule = {
  name: 'agreed_with_gap',
  gNumber: 'G4',
  clearedBy: 'What was missing when the contract was agreed is put in place.',
  judge: (facts) =>
    open(facts).flatMap(({ id, unmetChecks }) =>
      unmetChecks.length === 0
        ? []
        : [{ ...ofContract('agreed_with_gap', id), evidence: { checks: [...unmetChecks].sort() } }],
    ),
  turnsOn: () => [],
};

/**
 * One side has confirmed a draft and the other has not. The group is asked and never judged for it; the health body is
 * told when it lets the group wait.
 */
export const awaitingConfirmation: WatchedRule = {
  name: 'awaiting_confirmation',
  gNumber: 'G4',
  clearedBy: 'The other side confirms, or the health body changes the terms or withdraws the draft.',
  judge: (facts, asOf, { confirmationDays }) =>
    drafts(facts).flatMap(({ id, confirmedOn: { health, group } }): Noticed[] => {
      if (health !== null && group === null) return [waitsOnGroup(id, health)];
      if (health !== null || group === null || addDays(group, confirmationDays) > asOf) return [];
      const told = ofContract('awaiting_confirmation', id);
      return [{ ...told, audience: 'both', evidence: { confirmedOn: group } }];
    }),
  turnsOn: (facts, { confirmationDays }) =>
    drafts(facts).flatMap(({ confirmedOn: { group } }) => (group === null ? [] : [addDays(group, confirmationDays)])),
};

function waitsOnGroup(contractId: string, confirmedOn: CalendarDate): Noticed {
  const told = ofContract('awaiting_confirmation', contractId);
  return { ...told, severity: null, audience: 'group', actsOn: 'group', evidence: { confirmedOn } };
}

function open(facts: WatchedFacts): WatchedContract[] {
  const ids = new Set(openContracts(facts).map(({ id }) => id));
  return facts.contracts.filter(({ id }) => ids.has(id));
}

function drafts({ contracts }: WatchedFacts): WatchedContract[] {
  return contracts.filter(({ stateOn }) => stateOn === 'draft');
}
