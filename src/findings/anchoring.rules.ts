import { liveContracts } from './partnership-reading.rules';
import { ofContract } from './watching';
import type { WatchedRule } from './watching';

/** Work of some size goes on that no strategy asks for: it is the first to go when money is short. */
export const notAnchored: WatchedRule = {
  name: 'not_anchored',
  gNumber: 'G13',
  clearedBy: 'The health body says which priority of its strategies the contract serves, and how.',
  judge: (facts) =>
    liveContracts(facts)
      .filter(({ id }) => facts.anchoring.anyPriority && facts.anchoring.unlinked.includes(id))
      .map(({ id }) => ({ ...ofContract('not_anchored', id), evidence: {} })),
  turnsOn: () => [],
};
