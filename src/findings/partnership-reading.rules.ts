import { addDays, addMonths, type CalendarDate, daysBetween } from '../shared/calendar-date';
import type { Side } from '../shared/side';
import type { FindingThresholds } from './finding';
import type { ContractFacts, NamedPeople, PartnershipFacts, PersonFacts, PersonKey } from './partnership-facts';

/** Why a partnership cannot be judged yet. Never a finding, and never "no risk". */
export type EvidenceGap = 'young_partnership' | 'empty_record';

/** The year that contact and payments are judged over: from the same day a year before, both days included. */
export function windowOf(asOf: CalendarDate): { from: CalendarDate; to: CalendarDate } {
  return { from: addMonths(asOf, -12), to: asOf };
}

/** The first day whose year no longer holds a day. */
export function leavesYearOn(day: CalendarDate): CalendarDate {
  let left = addDays(addMonths(day, 12), 1);
  // The year after 28 February ends on the 29th in a leap year.
  while (windowOf(left).from <= day) left = addDays(left, 1);
  return left;
}

/** What is missing to judge how a partnership is held, in words for "not enough evidence yet". */
export function evidenceGaps(
  facts: PartnershipFacts,
  asOf: CalendarDate,
  thresholds: Pick<FindingThresholds, 'youngUnderDays'>,
): EvidenceGap[] {
  const gaps: EvidenceGap[] = [];
  if (isYoung(facts, asOf, thresholds)) gaps.push('young_partnership');
  if (facts.engagements === 0) gaps.push('empty_record');
  return gaps;
}

/** No contract started so many days ago yet; drafts and withdrawn contracts start nothing. */
export function isYoung(
  facts: PartnershipFacts,
  asOf: CalendarDate,
  { youngUnderDays }: Pick<FindingThresholds, 'youngUnderDays'>,
): boolean {
  return startsCounted(facts).every((startsOn) => daysBetween(startsOn, asOf) < youngUnderDays);
}

/** The day from which a partnership is not young any more. */
export function growsUpOn(
  facts: PartnershipFacts,
  { youngUnderDays }: Pick<FindingThresholds, 'youngUnderDays'>,
): CalendarDate[] {
  const [first] = [...startsCounted(facts)].sort();
  return first === undefined ? [] : [addDays(first, youngUnderDays)];
}

function startsCounted({ contracts }: PartnershipFacts): CalendarDate[] {
  return contracts
    .filter(({ stateOn }) => stateOn !== 'draft' && stateOn !== 'withdrawn')
    .map(({ startsOn }) => startsOn);
}

/** Contracts under which work goes on or is to go on again. */
export function liveContracts({ contracts }: PartnershipFacts): ContractFacts[] {
  return contracts.filter(({ stateOn }) => stateOn === 'active' || stateOn === 'suspended');
}

/** Live contracts and those agreed that have not started: something is left to do under them. */
export function openContracts({ contracts }: PartnershipFacts): ContractFacts[] {
  return contracts.filter(({ stateOn }) => stateOn === 'agreed' || stateOn === 'active' || stateOn === 'suspended');
}

/** Drafts as well: whatever has not come to its end. */
export function contractsNotOver(facts: PartnershipFacts): ContractFacts[] {
  return [...facts.contracts.filter(({ stateOn }) => stateOn === 'draft'), ...openContracts(facts)];
}

/** Throws RangeError when the facts name somebody whom they do not describe: then nothing can be judged from them. */
export function personOf({ people }: PartnershipFacts, key: PersonKey): PersonFacts {
  const person = people.get(key);
  if (person === undefined) throw new RangeError(`The facts do not describe the person ${key}`);
  return person;
}

/** The last day itself is still a day there. */
export function isThere({ lastDayOn }: Pick<PersonFacts, 'lastDayOn'>, asOf: CalendarDate): boolean {
  return lastDayOn === null || lastDayOn >= asOf;
}

/** The first days on which somebody is not there any more. */
export function absentFrom({ people }: PartnershipFacts): CalendarDate[] {
  return [...people.values()].flatMap(({ lastDayOn }) => (lastDayOn === null ? [] : [addDays(lastDayOn, 1)]));
}

/** The deputy who could step in: somebody other than the lead, under another address, and still there. */
export function deputyInPlace(facts: PartnershipFacts, named: NamedPeople, asOf: CalendarDate): PersonKey | null {
  const { lead, deputy } = named;
  if (deputy === null || isLeadTwice(facts, lead, deputy)) return null;
  return isThere(personOf(facts, deputy), asOf) ? deputy : null;
}

/** The same person named as lead and deputy: nobody else could step in. */
export function isLeadTwice(facts: PartnershipFacts, lead: PersonKey | null, deputy: PersonKey): boolean {
  if (lead === null) return false;
  if (lead === deputy) return true;
  const email = personOf(facts, deputy).email;
  return email !== null && email === personOf(facts, lead).email;
}

/** Still there, and named for a live contract or in two-way contact within the window. */
export function engagedPeople(facts: PartnershipFacts, side: Side, asOf: CalendarDate): PersonKey[] {
  const named = liveContracts(facts).flatMap((contract) => [
    contract.named[side].lead,
    deputyInPlace(facts, contract.named[side], asOf),
  ]);
  const inContact = facts.contact[side].filter(({ twoWay }) => twoWay > 0).map(({ person }) => person);
  const everybody = new Set([...named.filter((key) => key !== null), ...inContact]);
  return [...everybody].filter((key) => isThere(personOf(facts, key), asOf));
}

/** By plain code units, so that an order is the same on every machine and in every language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The people of a finding: the address, where there is one. */
export function addressesOf(facts: PartnershipFacts, people: readonly PersonKey[]): string[] {
  return people.flatMap((key) => personOf(facts, key).email ?? []);
}
