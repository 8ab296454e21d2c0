import { addDays, type CalendarDate, daysBetween } from '../shared/calendar-date';
import { isThere, liveContracts } from './partnership-reading.rules';
import type { NamedLeadFacts, WatchedFacts } from './watched-facts';
import type { Noticed, WatchedRule, WatchThresholds } from './watching';

/**
 * Nobody has said for half a year that a lead's details are still right. Told once for a person, however many contracts
 * they lead. Only their own side can know, so a lead of the group waits on the group.
 */
export const staleLead: WatchedRule = {
  name: 'stale_lead',
  gNumber: 'G4',
  clearedBy: 'Somebody of that side says that the details are right, mends them, or names another lead.',
  judge: (facts, asOf, thresholds) =>
    facts.leads
      .filter((lead) => isStale(lead, asOf, thresholds) && isThere(lead, asOf))
      .flatMap((lead) => toldOf(lead, liveOf(facts, lead))),
  turnsOn: ({ leads }, { staleLeadDays }) =>
    leads.flatMap(({ knownSince, lastDayOn }) => [
      addDays(knownSince, staleLeadDays),
      ...(lastDayOn === null ? [] : [addDays(lastDayOn, 1)]),
    ]),
};

function isStale({ knownSince }: NamedLeadFacts, asOf: CalendarDate, { staleLeadDays }: WatchThresholds): boolean {
  return daysBetween(knownSince, asOf) >= staleLeadDays;
}

function liveOf(facts: WatchedFacts, { contractIds }: NamedLeadFacts): string[] {
  const live = new Set(liveContracts(facts).map(({ id }) => id));
  return contractIds.filter((id) => live.has(id)).sort();
}

function toldOf({ contactId, side, verifiedOn, knownSince }: NamedLeadFacts, contractIds: string[]): Noticed[] {
  const [first, ...others] = contractIds;
  if (first === undefined) return [];
  return [
    {
      rule: 'stale_lead',
      subjectKey: contactId,
      contractId: others.length === 0 ? first : null,
      instalmentId: null,
      severity: side === 'health' ? 'attention' : null,
      evidence: { contactId, contractIds, verifiedOn, knownSince },
      audience: 'both',
      actsOn: side === 'health' ? 'health_body' : 'group',
    },
  ];
}
