import type { PartnershipRule } from './finding';
import type { NamedPeople, PartnershipFacts } from './partnership-facts';
import { absentFrom, deputyInPlace, growsUpOn, isLeadTwice, isYoung, liveContracts } from './partnership-reading.rules';

/** A live contract for which the health body names nobody. A lead who has left is told by the departure, once. */
export const noLead: PartnershipRule = {
  name: 'no_lead',
  gNumber: 'G4',
  audience: 'both',
  actsOn: 'health_body',
  clearedBy: 'The health body names a lead for the contract.',
  judge: (facts) =>
    liveContracts(facts)
      .filter(({ named }) => named.health.lead === null)
      .map(({ reference, named }) => ({
        rule: 'no_lead',
        severity: 'attention',
        contractReference: reference,
        people: [],
        // Not whether the deputy is still there: the group reads this too.
        evidence: { deputyNamed: named.health.deputy !== null },
      })),
  turnsOn: () => [],
};

/** Seen by the health body only, because it can tell that a deputy has left. */
export const noDeputy: PartnershipRule = {
  name: 'no_deputy',
  gNumber: 'G17',
  audience: 'health_body',
  actsOn: 'health_body',
  clearedBy:
    'The health body names a deputy for the contract: somebody other than the lead, with an address of their own.',
  judge: (facts, asOf, thresholds) =>
    isYoung(facts, asOf, thresholds)
      ? []
      : liveContracts(facts)
          .filter(({ named }) => deputyInPlace(facts, named.health, asOf) === null)
          .map(({ reference, named }) => ({
            rule: 'no_deputy',
            severity: 'attention',
            contractReference: reference,
            people: named.health.lead === null ? [] : [named.health.lead],
            evidence: { because: whyNoDeputy(facts, named.health) },
          })),
  turnsOn: (facts, thresholds) => [...growsUpOn(facts, thresholds), ...absentFrom(facts)],
};

function whyNoDeputy(facts: PartnershipFacts, { lead, deputy }: NamedPeople): string {
  if (deputy === null) return 'nobody_named';
  return isLeadTwice(facts, lead, deputy) ? 'is_the_lead' : 'has_left';
}
