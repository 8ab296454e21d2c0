import type { PartnershipRule } from './finding';
import type { LateInstalmentFacts } from './partnership-facts';
import { compareText, leavesYearOn, windowOf } from './partnership-reading.rules';

/**
 * Payments of one partnership that came late, or have not come, more than once within a year: without those that were
 * held for a cause of the group, or for one that the two sides do not agree on.
 */
export const repeatLate: PartnershipRule = {
  name: 'repeat_late',
  gNumber: 'G8',
  audience: 'both',
  actsOn: 'health_body',
  clearedBy: 'The late payments pass out of the last year, and no new ones come.',
  judge: (facts, asOf, { repeatLateCount }) => {
    const { from, to } = windowOf(asOf);
    const late = facts.lateInstalments
      .filter(({ dueOn, excused }) => dueOn >= from && dueOn <= to && !excused)
      .sort(byDueDate);
    if (late.length < repeatLateCount) return [];
    return [
      {
        rule: 'repeat_late',
        severity: 'attention',
        contractReference: null,
        people: [],
        evidence: {
          count: late.length,
          windowFrom: from,
          windowTo: to,
          instalments: late.map((each) => ({
            contractReference: each.contractReference,
            number: each.number,
            dueOn: each.dueOn,
            outcome: each.outcome,
            daysLate: each.daysLate,
          })),
        },
      },
    ];
  },
  turnsOn: ({ lateInstalments }) => lateInstalments.flatMap(({ dueOn }) => [dueOn, leavesYearOn(dueOn)]),
};

function byDueDate(a: LateInstalmentFacts, b: LateInstalmentFacts): number {
  return compareText(a.dueOn, b.dueOn) || compareText(a.contractReference, b.contractReference) || a.number - b.number;
}
