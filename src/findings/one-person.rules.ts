import type { CalendarDate } from '../shared/calendar-date';
import type { Side } from '../shared/side';
import type { Finding, FindingThresholds, PartnershipRule } from './finding';
import type { PartnershipFacts, PersonKey } from './partnership-facts';
import {
  absentFrom,
  deputyInPlace,
  engagedPeople,
  evidenceGaps,
  growsUpOn,
  isThere,
  liveContracts,
  personOf,
  windowOf,
} from './partnership-reading.rules';

/** The whole relationship rests on one person of the health body. Seen by that side: who leaves it is its own matter. */
export const singleAlly: PartnershipRule = {
  name: 'single_ally',
  gNumber: 'G17',
  audience: 'health_body',
  actsOn: 'health_body',
  clearedBy: 'A second person of the health body is named as lead or deputy, or is in two-way contact with the group.',
  judge: (facts, asOf, thresholds) => {
    const holder = soleHolder(facts, 'health', asOf, thresholds);
    if (holder === null) return [];
    const { person, because } = holder;
    return [
      {
        rule: 'single_ally',
        severity: 'serious',
        contractReference: null,
        people: [person],
        evidence: holderEvidence(facts, 'health', asOf, person, because),
      },
    ];
  },
  turnsOn: holderTurnsOn,
};

/** The same on the group's side; shown to the group only. Where an address is shared nobody can tell who holds it. */
export const keyPerson: PartnershipRule = {
  name: 'key_person',
  gNumber: 'G17',
  audience: 'group',
  actsOn: 'group',
  clearedBy: 'A second person of the group is named as lead or deputy, or is in two-way contact with the health body.',
  judge: (facts, asOf, thresholds) => {
    const holder = facts.groupSharesMailbox ? null : soleHolder(facts, 'group', asOf, thresholds);
    if (holder === null) return [];
    const { person, because } = holder;
    const finding: Finding = {
      rule: 'key_person',
      severity: 'attention',
      contractReference: null,
      people: [person],
      evidence: { ...holderEvidence(facts, 'group', asOf, person, because), contact: person },
    };
    return [finding];
  },
  turnsOn: holderTurnsOn,
};

interface SoleHolder {
  person: PersonKey;
  because: 'only_person_engaged' | 'most_of_the_contact';
}

/** Nobody is judged on a young or empty record, or where no contract is live. */
function soleHolder(
  facts: PartnershipFacts,
  side: Side,
  asOf: CalendarDate,
  thresholds: FindingThresholds,
): SoleHolder | null {
  if (liveContracts(facts).length === 0 || evidenceGaps(facts, asOf, thresholds).length > 0) return null;
  const [only, ...others] = engagedPeople(facts, side, asOf);
  if (only !== undefined && others.length === 0) return { person: only, because: 'only_person_engaged' };
  const person = whoHasMostContact(facts, side, asOf, thresholds);
  return person === null ? null : { person, because: 'most_of_the_contact' };
}

function holderTurnsOn(facts: PartnershipFacts, thresholds: FindingThresholds): CalendarDate[] {
  return [...growsUpOn(facts, thresholds), ...absentFrom(facts)];
}

/** Contact that runs through one person is a risk only while no deputy could take it over. */
function whoHasMostContact(
  facts: PartnershipFacts,
  side: Side,
  asOf: CalendarDate,
  { leastEngagements, sharePercent }: FindingThresholds,
): PersonKey | null {
  if (facts.engagements < leastEngagements) return null;
  if (liveContracts(facts).some((contract) => deputyInPlace(facts, contract.named[side], asOf) !== null)) return null;
  const most = facts.contact[side].filter(
    ({ person, all }) => all * 100 >= sharePercent * facts.engagements && isThere(personOf(facts, person), asOf),
  );
  // Two people who were both at nearly every meeting can stand in for each other.
  return most.length === 1 ? (most[0]?.person ?? null) : null;
}

function holderEvidence(
  facts: PartnershipFacts,
  side: Side,
  asOf: CalendarDate,
  person: PersonKey,
  because: SoleHolder['because'],
) {
  const contact = facts.contact[side].find((each) => each.person === person);
  const { from, to } = windowOf(asOf);
  return {
    because,
    contractReferences: liveContracts(facts)
      .map((contract) => contract.reference)
      .sort(),
    engagements: facts.engagements,
    engagementsOfPerson: contact?.all ?? 0,
    twoWayOfPerson: contact?.twoWay ?? 0,
    sharePercent: Math.floor(((contact?.all ?? 0) * 100) / facts.engagements),
    windowFrom: from,
    windowTo: to,
  };
}
