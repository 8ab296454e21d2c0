import { liveContracts } from './partnership-reading.rules';
import { PARTNERSHIP } from './watching';
import type { Noticed, WatchedRule } from './watching';

/**
 * The group leaves Accord, or has left it while a contract goes on. Nothing is wrong with that, and nothing about it is
 * held against the group: what it did here now comes another way, and somebody has to agree which.
 */
export const groupLeaving: WatchedRule = {
  name: 'group_leaving',
  gNumber: 'G4',
  clearedBy: 'The group stays or joins again, or no contract with it is going on any more.',
  judge: (facts) => {
    const { leavesOn, leftOn } = facts.leaving;
    if (leavesOn !== null) return [noticed({ leavesOn })];
    return leftOn === null || liveContracts(facts).length === 0 ? [] : [noticed({ leftOn })];
  },
  turnsOn: () => [],
};

function noticed(evidence: Noticed['evidence']): Noticed {
  return {
    rule: 'group_leaving',
    subjectKey: PARTNERSHIP,
    contractId: null,
    instalmentId: null,
    severity: 'attention',
    audience: 'health_body',
    actsOn: 'health_body',
    evidence,
  };
}
