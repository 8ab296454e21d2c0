import { addDays, type CalendarDate, daysBetween } from '../shared/calendar-date';
import type { Evidence, PartnershipRule } from './finding';
import type { PartnershipFacts, PersonKey } from './partnership-facts';
import { absentFrom, compareText, isThere, openContracts, personOf } from './partnership-reading.rules';

/**
 * Somebody of the health body who holds a part of the relationship is about to leave. A departure is a fact: it is said
 * however young or empty the record is. Seen by their own side only, and never with a reason.
 */
export const allyLeaving: PartnershipRule = {
  name: 'ally_leaving',
  gNumber: 'G17',
  audience: 'health_body',
  actsOn: 'health_body',
  clearedBy: 'What this person holds is handed over to somebody else, or the last day moves.',
  judge: (facts, asOf, { leavingWithinDays }) =>
    departures(facts)
      .filter(({ lastDayOn }) => lastDayOn >= asOf && daysBetween(asOf, lastDayOn) <= leavingWithinDays)
      .map(({ person, lastDayOn }) => ({ person, lastDayOn, leaves: heldBy(facts, person) }))
      .filter(({ person, leaves }) => leaves.length > 0 || twoWayOf(facts, person) > 0)
      .map(({ person, lastDayOn, leaves }) => ({
        rule: 'ally_leaving',
        severity: 'serious',
        contractReference: null,
        people: [person],
        evidence: {
          lastDayOn,
          daysLeft: daysBetween(asOf, lastDayOn),
          leaves,
          twoWayEngagements: twoWayOf(facts, person),
        },
      })),
  turnsOn: (facts, { leavingWithinDays }) => [
    ...departures(facts).map(({ lastDayOn }) => addDays(lastDayOn, -leavingWithinDays)),
    ...absentFrom(facts),
  ],
};

/** Somebody has left and is still named for a contract that is not over: nobody owns what they held. */
export const allyLeft: PartnershipRule = {
  name: 'ally_left',
  gNumber: 'G17',
  audience: 'health_body',
  actsOn: 'health_body',
  clearedBy: 'Somebody who is there is named in their place on every contract listed.',
  judge: (facts, asOf) =>
    departures(facts)
      .filter(({ lastDayOn }) => !isThere({ lastDayOn }, asOf))
      .map(({ person, lastDayOn }) => ({ person, lastDayOn, leaves: heldBy(facts, person) }))
      .filter(({ leaves }) => leaves.length > 0)
      .map(({ person, lastDayOn, leaves }) => ({
        rule: 'ally_left',
        severity: 'critical',
        contractReference: null,
        people: [person],
        evidence: { lastDayOn, daysSince: daysBetween(lastDayOn, asOf), leaves },
      })),
  turnsOn: absentFrom,
};

interface Departure {
  person: PersonKey;
  lastDayOn: CalendarDate;
}

/** Everybody with a last day, by address so that the order never changes. What they hold is the health side's only. */
function departures(facts: PartnershipFacts): Departure[] {
  return [...facts.people]
    .flatMap(([person, { lastDayOn }]) => (lastDayOn === null ? [] : [{ person, lastDayOn }]))
    .sort((a, b) => compareText(addressOf(facts, a), addressOf(facts, b)));
}

function addressOf(facts: PartnershipFacts, { person }: Departure): string {
  return personOf(facts, person).email ?? '';
}

/** The open contracts that a person is named for, by reference. Lead and deputy of one contract is its lead. */
function heldBy(facts: PartnershipFacts, person: PersonKey): Evidence[] {
  return openContracts(facts)
    .filter(({ named: { health } }) => health.lead === person || health.deputy === person)
    .sort((a, b) => compareText(a.reference, b.reference))
    .map(({ reference, named: { health } }) => ({
      contractReference: reference,
      role: health.lead === person ? 'lead' : 'deputy',
    }));
}

function twoWayOf({ contact }: PartnershipFacts, person: PersonKey): number {
  return contact.health.find((each) => each.person === person)?.twoWay ?? 0;
}
