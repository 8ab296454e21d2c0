import type { CalendarDate } from '../shared/calendar-date';
import { allyLeaving, allyLeft } from './departures.rules';
import { type Finding, FINDING_THRESHOLDS, type PartnershipRule, SEVERITIES } from './finding';
import { noDeputy, noLead } from './leads.rules';
import { keyPerson, singleAlly } from './one-person.rules';
import type { PartnershipFacts } from './partnership-facts';
import { compareText } from './partnership-reading.rules';
import { repeatLate } from './repeat-late.rules';
import { deviationWithoutReason, shortContract } from './terms.rules';

/** Every rule that judges a partnership. A new one is a name, a judging function and a line here. */
export const PARTNERSHIP_RULES: readonly PartnershipRule[] = [
  singleAlly,
  keyPerson,
  allyLeaving,
  allyLeft,
  noLead,
  noDeputy,
  repeatLate,
  deviationWithoutReason,
  shortContract,
];

/** Everything that the rules notice about a partnership, for every audience: the caller leaves out what a reader may not see. */
export function judgePartnership(
  facts: PartnershipFacts,
  asOf: CalendarDate,
  thresholds = FINDING_THRESHOLDS,
): Finding[] {
  return PARTNERSHIP_RULES.flatMap((rule) => rule.judge(facts, asOf, thresholds));
}

/** A finding as a list shows it. */
export interface ListedFinding extends Pick<Finding, 'severity' | 'rule' | 'contractReference'> {
  firstSeenOn: CalendarDate;
  /** The group's name as the reader knows it. */
  group: string;
}

/** Worst first, then first seen, rule, reference (those of the whole partnership first) and group, by plain code units. */
export function sortFindings<Listed extends ListedFinding>(findings: readonly Listed[]): Listed[] {
  return [...findings].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      compareText(a.firstSeenOn, b.firstSeenOn) ||
      compareText(a.rule, b.rule) ||
      // No reference is empty, so the empty text stands before all of them.
      compareText(a.contractReference ?? '', b.contractReference ?? '') ||
      compareText(a.group, b.group),
  );
}
