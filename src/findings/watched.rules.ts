import type { CalendarDate } from '../shared/calendar-date';
import { agreedAfterStart, agreedWithGap, awaitingConfirmation } from './agreeing.rules';
import { fundingCliff, goingQuiet } from './continuity.rules';
import { notAnchored } from './anchoring.rules';
import { challengeUnanswered } from './challenges.rules';
import type { FindingRule } from './finding';
import { atRisk, overdue } from './instalments.rules';
import { groupLeaving } from './group-leaving.rules';
import { lateCaseUnanswered } from './late-cases.rules';
import { MENTORING_RULES } from './mentoring.rules';
import { nameUsedWithoutConsent } from './name-uses.rules';
import { noApprover } from './no-approver.rules';
import { notArrived } from './not-arrived.rules';
import { invoiceAwaited, payeeNameAwaited, paymentNotReady, poRunningOut, scheduleUnread } from './paperwork.rules';
import { PARTNERSHIP_RULES } from './partnership.rules';
import { evidenceGaps, type EvidenceGap, liveContracts } from './partnership-reading.rules';
import { watched } from './reported.rules';
import { staleLead } from './stale-lead.rules';
import { TOGETHER_RULES } from './together.rules';
import { variationWaiting } from './variation-waiting.rules';
import type { WatchedFacts } from './watched-facts';
import type { Noticed, WatchedRule, WatchThresholds } from './watching';

/** Every rule whose findings are kept. A new one is a name, a judging function, its days, and a line here. */
export const WATCHED_RULES: readonly WatchedRule[] = [
  ...PARTNERSHIP_RULES.map(watched),
  overdue,
  atRisk,
  staleLead,
  goingQuiet,
  fundingCliff,
  agreedAfterStart,
  agreedWithGap,
  awaitingConfirmation,
  variationWaiting,
  lateCaseUnanswered,
  notArrived,
  paymentNotReady,
  poRunningOut,
  payeeNameAwaited,
  invoiceAwaited,
  scheduleUnread,
  noApprover,
  groupLeaving,
  ...TOGETHER_RULES,
  nameUsedWithoutConsent,
  notAnchored,
  challengeUnanswered,
  ...MENTORING_RULES,
];

/** What was judged of one partnership on a day. */
export interface Judgement {
  noticed: Noticed[];
  /** The next day on which it can be otherwise though nobody writes anything; null when there is none. */
  judgeAgainOn: CalendarDate | null;
  /** Why parts of it could not be judged; never the same as "no risk". */
  evidenceGaps: EvidenceGap[];
}

/** Pure: judging on every day and judging only on the days that this names come to the same. */
export function judgeWatched(facts: WatchedFacts, asOf: CalendarDate, thresholds: WatchThresholds): Judgement {
  const days = WATCHED_RULES.flatMap((rule) => rule.turnsOn(facts, thresholds));
  const later = [...days, ...(facts.changesOn === null ? [] : [facts.changesOn])].filter((day) => day > asOf).sort();
  return {
    noticed: WATCHED_RULES.flatMap((rule) => rule.judge(facts, asOf, thresholds)),
    judgeAgainOn: later[0] ?? null,
    evidenceGaps: liveContracts(facts).length === 0 ? [] : evidenceGaps(facts, asOf, thresholds),
  };
}

/** Throws RangeError for a name that no rule has. */
export function ruleNamed(name: FindingRule): WatchedRule {
  const rule = WATCHED_RULES.find((each) => each.name === name);
  if (rule === undefined) throw new RangeError(`No rule is called ${name}`);
  return rule;
}
