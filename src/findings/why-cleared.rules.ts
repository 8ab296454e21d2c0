import type { CalendarDate } from '../shared/calendar-date';
import type { FindingRule } from './finding';
import { lacksMentor } from './mentoring.rules';
import { contractsNotOver, evidenceGaps, isThere, liveContracts, openContracts } from './partnership-reading.rules';
import type { WatchedFacts } from './watched-facts';
import type { WatchThresholds } from './watching';

/** Why a finding does not hold any more. */
export const REASONS_CLEARED = [
  'mended',
  'paid',
  'cancelled',
  'contract_over',
  'time_passed',
  'became_another',
  'not_enough_evidence',
] as const;
export type ReasonCleared = (typeof REASONS_CLEARED)[number];

/** A finding that was held until now. */
export interface HeldFinding {
  rule: FindingRule;
  contractId: string | null;
  instalmentId: string | null;
  /** Of its instalment; null when it is about none. */
  cancelled: boolean | null;
  /** The contact that it is about, when it is about one person. */
  subjectKey: string;
}

/** Rules that say nothing of a young or empty record. */
const SILENCED: readonly FindingRule[] = ['single_ally', 'key_person', 'no_deputy', 'going_quiet'];

/** Rules that may hold without a contract that is going on. */
const WITHOUT_CONTRACT: readonly FindingRule[] = [
  'awaiting_confirmation',
  'repeat_late',
  'name_used_without_consent',
  'challenge_unanswered',
  'mentoring_review_due',
  'introduction_unanswered',
];

/** Rules that hold for an agreed contract before it starts, too. */
const FROM_AGREEMENT_ON: readonly FindingRule[] = ['ally_leaving', 'ally_left', 'no_mentor'];

/** Rules that hold for a draft, too: nothing of it is left once the contract is over. */
const FROM_DRAFT_ON: readonly FindingRule[] = [
  'commencement_unconfirmed',
  'process_unsigned',
  'decision_answer_overdue',
  'decided_without_agreement',
];

/** Why a finding that held does not hold on this day. The facts are those on which it was judged not to. */
export function whyCleared(
  held: HeldFinding,
  facts: WatchedFacts,
  asOf: CalendarDate,
  thresholds: WatchThresholds,
): ReasonCleared {
  if (held.instalmentId !== null) return whyInstalmentCleared(held, facts, asOf);
  if (held.rule === 'ally_leaving' && hasLeft(held, facts, asOf)) return 'became_another';
  if (isOver(held, facts)) return 'contract_over';
  if (held.rule === 'no_mentor' && isOld(facts, asOf)) return 'time_passed';
  return isUnseen(held, facts, asOf, thresholds) ? 'not_enough_evidence' : 'mended';
}

/** Whether it is only that nothing shows it any more. */
function isUnseen(
  { rule }: HeldFinding,
  facts: WatchedFacts,
  asOf: CalendarDate,
  thresholds: WatchThresholds,
): boolean {
  if (rule === 'not_anchored') return !facts.anchoring.anyPriority;
  return SILENCED.includes(rule) && evidenceGaps(facts, asOf, thresholds).length > 0;
}

/** Whether the first year is over, and nobody was named in it. */
function isOld({ mentoring }: WatchedFacts, asOf: CalendarDate): boolean {
  const { noLongerNewOn } = mentoring;
  return noLongerNewOn !== null && noLongerNewOn <= asOf && lacksMentor(mentoring, asOf);
}

function whyInstalmentCleared(held: HeldFinding, facts: WatchedFacts, asOf: CalendarDate): ReasonCleared {
  if (held.cancelled === true) return 'cancelled';
  const still = facts.instalments.find(({ id }) => id === held.instalmentId);
  // Still not received: its date moved, or a payment at risk is overdue now.
  if (still !== undefined) return still.dueOn < asOf && held.rule === 'at_risk' ? 'became_another' : 'mended';
  const state = facts.contracts.find(({ id }) => id === held.contractId)?.stateOn;
  return state === 'draft' || state === 'withdrawn' ? 'contract_over' : 'paid';
}

function hasLeft({ subjectKey }: HeldFinding, facts: WatchedFacts, asOf: CalendarDate): boolean {
  return [...facts.people].some(
    ([person, known]) => facts.contactIds.get(person) === subjectKey && !isThere(known, asOf),
  );
}

/** Its contract, or all of them where it is about the partnership. */
function isOver({ rule, contractId }: HeldFinding, facts: WatchedFacts): boolean {
  if (WITHOUT_CONTRACT.includes(rule)) return false;
  if (contractId !== null) {
    const open = FROM_DRAFT_ON.includes(rule) ? contractsNotOver(facts) : openContracts(facts);
    return open.every(({ id }) => id !== contractId);
  }
  return (FROM_AGREEMENT_ON.includes(rule) ? openContracts(facts) : liveContracts(facts)).length === 0;
}
