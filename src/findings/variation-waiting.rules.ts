import { addDays } from '../shared/calendar-date';
import type { OpenVariation } from './watched-facts';
import type { Noticed, WatchedRule } from './watching';

/**
 * One side has proposed to change a contract and the other has not answered. The group is asked and never judged for it;
 * the health body is told when it lets the group wait.
 */
export const variationWaiting: WatchedRule = {
  name: 'variation_waiting',
  gNumber: 'G4',
  clearedBy: 'The other side accepts or declines the change, or the side that proposed it takes it back.',
  judge: ({ openVariations }, asOf, { confirmationDays }) =>
    openVariations.flatMap((variation): Noticed[] => {
      if (variation.proposedBy === 'health') {
        return [{ ...told(variation), severity: null, audience: 'group', actsOn: 'group' }];
      }
      return addDays(variation.proposedOn, confirmationDays) > asOf ? [] : [told(variation)];
    }),
  turnsOn: ({ openVariations }, { confirmationDays }) =>
    openVariations
      .filter(({ proposedBy }) => proposedBy === 'group')
      .map(({ proposedOn }) => addDays(proposedOn, confirmationDays)),
};

function told({ id, contractId, proposedOn }: OpenVariation): Noticed {
  return {
    rule: 'variation_waiting',
    subjectKey: contractId,
    contractId,
    instalmentId: null,
    severity: 'attention',
    audience: 'both',
    actsOn: 'health_body',
    evidence: { variationId: id, proposedOn },
  };
}
