import type { CalendarDate } from '../shared/calendar-date';
import type { ActsOn, Audience, Evidence, FindingRule, FindingThresholds, Severity } from './finding';
import { FINDING_THRESHOLDS } from './finding';
import type { WatchedFacts } from './watched-facts';

/** What a rule says of a partnership, as it is kept: ids, dates and figures that are the same tomorrow; never a name. */
export interface Noticed {
  rule: FindingRule;
  /** What of the partnership it is about: an id, or "partnership". One finding of a rule stands for each. */
  subjectKey: string;
  contractId: string | null;
  instalmentId: string | null;
  /** Null when it waits on the group: that is never held against it. */
  severity: Severity | null;
  evidence: Readonly<Record<string, Evidence>>;
  audience: Audience;
  actsOn: ActsOn;
}

/** The thresholds of the rules that watch from day to day, besides those of the report. */
export interface WatchThresholds extends FindingThresholds {
  /** From how many days overdue a payment is serious and critical. */
  seriousFromDays: number;
  criticalFromDays: number;
  /** Details of a lead that nobody has verified for so many days are stale. */
  staleLeadDays: number;
  /** Quiet is no contact for so many times the agreed frequency. */
  quietTimes: number;
  /** A cliff is near when the committed income ends in fewer months. */
  cliffMonths: number;
  /** So many days may pass before the health body confirms what the group has confirmed. */
  confirmationDays: number;
  /** So many days may pass before a group that asked where its money is has an answer. */
  lateCaseReplyDays: number;
  /** So many days may pass before a new partner has a mentor. */
  mentorWithinDays: number;
}

export const WATCH_THRESHOLDS: WatchThresholds = {
  ...FINDING_THRESHOLDS,
  seriousFromDays: 8,
  criticalFromDays: 30,
  staleLeadDays: 180,
  quietTimes: 2,
  cliffMonths: 3,
  confirmationDays: 10,
  lateCaseReplyDays: 5,
  mentorWithinDays: 14,
};

/** A rule whose findings are kept for as long as they hold. */
export interface WatchedRule {
  name: FindingRule;
  /** Number of the product's finding behind it. */
  gNumber: `G${number}`;
  /** What makes it go away, in words for the reader. */
  clearedBy: string;
  /** Pure. `asOf` must be the day that the facts are of. */
  judge(facts: WatchedFacts, asOf: CalendarDate, thresholds: WatchThresholds): Noticed[];
  /** Days on which the answer may change though the facts stay as they are. */
  turnsOn(facts: WatchedFacts, thresholds: WatchThresholds): CalendarDate[];
}

/** The subject of what concerns a partnership as a whole. */
export const PARTNERSHIP = 'partnership';

/** What is noticed of a contract as a whole, for the health body to see to; its evidence is still to be added. */
export function ofContract(
  rule: Noticed['rule'],
  contractId: string,
  audience: Noticed['audience'] = 'health_body',
): Omit<Noticed, 'evidence'> {
  return {
    rule,
    subjectKey: contractId,
    contractId,
    instalmentId: null,
    severity: 'attention',
    audience,
    actsOn: 'health_body',
  };
}
