import type { CalendarDate } from '../shared/calendar-date';
import type { PartnershipFacts, PersonKey } from './partnership-facts';

/** What the report tells. No screen or export puts the word "ally" beside a person's name: it reads as a belief. */
export const REPORTED_RULES = [
  'single_ally',
  'key_person',
  'ally_leaving',
  'ally_left',
  'no_lead',
  'no_deputy',
  'repeat_late',
  'deviation_without_reason',
  'short_contract',
] as const;
export type ReportedRule = (typeof REPORTED_RULES)[number];

/** The names in the API: what is watched from day to day besides. */
export const FINDING_RULES = [
  ...REPORTED_RULES,
  'overdue',
  'at_risk',
  'stale_lead',
  'going_quiet',
  'funding_cliff',
  'agreed_after_start',
  'agreed_with_gap',
  'awaiting_confirmation',
  'variation_waiting',
  'late_case_unanswered',
  'not_arrived',
  'payment_not_ready',
  'po_running_out',
  'payee_name_awaited',
  'invoice_awaited',
  'schedule_unread',
  'no_approver',
  'group_leaving',
  'commencement_unconfirmed',
  'no_decision_process',
  'process_unsigned',
  'decision_answer_overdue',
  'decided_without_agreement',
  'name_used_without_consent',
  'not_anchored',
  'challenge_unanswered',
  'no_mentor',
  'mentoring_review_due',
  'introduction_unanswered',
] as const;
export type FindingRule = (typeof FINDING_RULES)[number];

/** Whoever may read a finding, and whoever can mend it. */
export type Audience = 'health_body' | 'group' | 'both';
export type ActsOn = 'health_body' | 'group';

/** Worst first. */
export const SEVERITIES = ['critical', 'serious', 'attention'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What shows that a finding is true: figures, dates and references, never names. */
export type Evidence = string | number | boolean | null | readonly Evidence[] | { readonly [fact: string]: Evidence };

/** Something the system noticed about a partnership. */
export interface Finding {
  rule: ReportedRule;
  severity: Severity;
  /** Null when it concerns the partnership as a whole. */
  contractReference: string | null;
  /** Whom it is about: at most one for each of the rules here. */
  people: PersonKey[];
  evidence: Readonly<Record<string, Evidence>>;
}

/** When a rule speaks; a health body can set its own. */
export interface FindingThresholds {
  /** A partnership is young while its first contract started fewer days ago. */
  youngUnderDays: number;
  /** A share of the contact is judged only from so many engagements on. */
  leastEngagements: number;
  /** The share of the contact, in per cent, from which it rests on one person. */
  sharePercent: number;
  /** Somebody is leaving while their last day is at most so many days away. */
  leavingWithinDays: number;
  /** So many instalments late within a year are late again and again. */
  repeatLateCount: number;
}

export const FINDING_THRESHOLDS: FindingThresholds = {
  youngUnderDays: 90,
  leastEngagements: 5,
  sharePercent: 80,
  leavingWithinDays: 60,
  repeatLateCount: 2,
};

/** A rule that notices: what it is called, why it exists, who may see it, and how it judges. */
export interface PartnershipRule {
  name: ReportedRule;
  /** Number of the product's finding behind it. */
  gNumber: `G${number}`;
  audience: Audience;
  /** Who can mend it. */
  actsOn: ActsOn;
  /** What makes it go away, in words for the reader. */
  clearedBy: string;
  /** Pure: the same facts and day always give the same findings. `asOf` must be the day that the facts are of. */
  judge(facts: PartnershipFacts, asOf: CalendarDate, thresholds: FindingThresholds): Finding[];
  /**
   * Days on which the answer may change though the facts stay as they are: the calendar alone does it. Days up to `asOf`
   * are of no interest, and one on which nothing changes after all does no harm.
   */
  turnsOn(facts: PartnershipFacts, thresholds: FindingThresholds): CalendarDate[];
}
