import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { pounds } from '../shared/money';
import type { BankingCalendar } from './banking-calendar.rules';
import { daysAfter } from './calendar-arithmetic.rules';
import { assertDeviationExplained, changeTerms, movesTheSchedule } from './contract-terms.rules';
import type { PaymentTerms, TermChanges } from './contract-terms.rules';
import { type Milestone, planMilestones } from './milestones.rules';
import { assertPlannable, refusedTerm } from './payment-terms.rules';
import { comparePlans, highestNumber, isTouched, notBefore } from './plan-comparison.rules';
import type { PlanComparison, StandingInstalment, WhyKept } from './plan-comparison.rules';
import { planSpans, type Span, without } from './planned-again.rules';
import type { PlannedInstalment } from './schedule.rules';

/** What both sides agree today is due on this banking day after it, where its own day has gone by. */
const DAYS_TO_CATCH_UP = 5;

/** What a variation is judged from. */
export interface VariationFacts {
  present: PaymentTerms;
  next: PaymentTerms;
  /** With the timing on_milestone: what is still to be paid. */
  milestones: readonly Milestone[] | null;
  effectiveOn: CalendarDate;
  /** The payments of the plan that holds. */
  lines: readonly StandingInstalment[];
}

/** What comes of a variation. */
export interface PlannedVariation {
  comparison: PlanComparison;
  /** What is cancelled, by id. */
  replaced: string[];
  /** What comes instead; null where no payment moves. */
  plan: PlannedInstalment[] | null;
}

/** Terms that a variation can change. VAT and the instrument are not among them. */
const VARIED = [
  'valuePence',
  'startsOn',
  'endsOn',
  'timing',
  'rhythm',
  'paymentDays',
  'paymentDay',
  'deviationReason',
  'advanceBasis',
] as const;
/** Leaving monthly in advance by any of these needs a reason. */
const EXPLAINED: readonly string[] = ['timing', 'rhythm', 'paymentDay', 'deviationReason'];

/**
 * The terms after the changes asked for. Throws DomainError `invalid`, with the field to mend: nothing changes, the start
 * of a contract that has started, terms that leave monthly in advance without a reason, an effective date outside the
 * contract.
 */
export function varyTerms(
  present: PaymentTerms,
  changes: TermChanges,
  { effectiveOn, today, milestones }: { effectiveOn: CalendarDate; today: CalendarDate; milestones: boolean },
): PaymentTerms {
  const next = changedTerms(present, changes);
  const fields = VARIED.filter((field) => next[field] !== present[field]);
  if (fields.length === 0 && !milestones) {
    throw new DomainError('invalid', 'Nothing would change: say what is to be different.');
  }
  if (fields.some((field) => EXPLAINED.includes(field))) assertDeviationExplained(next);
  if (fields.includes('startsOn') && present.startsOn <= today) {
    throw refusedTerm('/startsOn', `The contract started on ${present.startsOn}, so its first day stays as it is.`);
  }
  assertPlannable(next);
  assertWithin(effectiveOn, next.startsOn < present.startsOn ? next.startsOn : present.startsOn, next.endsOn);
  return next;
}

function assertWithin(effectiveOn: CalendarDate, from: CalendarDate, to: CalendarDate): void {
  if (effectiveOn >= from && effectiveOn <= to) return;
  throw refusedTerm('/effectiveOn', `The new terms hold from a day of the contract: ${from} to ${to}.`);
}

/** The reason for paying early stays as it is, unless it is changed itself or the timing is. */
function changedTerms(present: PaymentTerms, changes: TermChanges): PaymentTerms {
  const next = changeTerms(present, changes);
  const keepsBasis = changes.advanceBasis === undefined && next.timing === present.timing;
  return keepsBasis ? { ...next, advanceBasis: present.advanceBasis } : next;
}

/**
 * The plan after a variation, beside the one that holds. What was sent or received stays, and so does what fell due by
 * today and what pays for days before the effective date; what is left of the new value is spread over the other days.
 *
 * Throws DomainError `invalid`, with the field to mend: what stays is more than the new value or lies outside the new
 * period, nothing or no day is left to plan, or see planSpans and planMilestones.
 */
export function planVariation(facts: VariationFacts, today: CalendarDate, calendar: BankingCalendar): PlannedVariation {
  const { present, next, milestones } = facts;
  if (milestones === null && !movesTheSchedule(present, next)) return unmoved(facts.lines);
  const kept = facts.lines.flatMap((line) => {
    const why = whyKept(line, facts.effectiveOn, today);
    return why === null ? [] : [{ line, why }];
  });
  const replaced = facts.lines.filter((line) => !kept.some((each) => each.line === line));
  kept.forEach(({ line }) => assertIncluded(line, present, next));
  const left = leftToPlan(next, kept);
  if (left === 0) return nothingLeft(facts, replaced);
  const planned = planOf(facts, { kept: kept.map(({ line }) => line), replaced, left }, calendar);
  const lateOn = calendar.plus(today, DAYS_TO_CATCH_UP);
  const first = highestNumber(kept.map(({ line }) => line));
  const plan = planned
    .map(notBefore<PlannedInstalment>(today, { dueOn: lateOn, sendByOn: calendar.sendBy(lateOn) }))
    .map((line) => ({ ...line, number: first + line.number }));
  return { comparison: comparePlans(kept, replaced, plan), replaced: replaced.map(({ id }) => id), plan };
}

function unmoved(lines: readonly StandingInstalment[]): PlannedVariation {
  const kept = lines.map((line) => ({ line, why: 'not_concerned' as const }));
  return { comparison: comparePlans(kept, [], []), replaced: [], plan: null };
}

/** What is held is still open between the two, so that a variation settles it. */
function whyKept(line: StandingInstalment, effectiveOn: CalendarDate, today: CalendarDate): WhyKept | null {
  if (isTouched(line)) return 'sent_or_received';
  if (line.periodEndsOn < effectiveOn) return 'before_effective_date';
  return line.dueOn <= today && line.state !== 'held' ? 'due_already' : null;
}

/** A milestone may have its day outside the contract; what pays for days of it stays within. */
function assertIncluded(line: StandingInstalment, present: PaymentTerms, next: PaymentTerms): void {
  const { periodStartsOn: from, periodEndsOn: to } = line;
  if (from < present.startsOn || to > present.endsOn) return;
  if (from >= next.startsOn && to <= next.endsOn) return;
  const pointer = from < next.startsOn ? '/startsOn' : '/endsOn';
  throw refusedTerm(
    pointer,
    `The payment for ${from} to ${to} was sent, received or due already, or is of before the new terms, and the new period would leave it out. To end sooner, terminate the contract: what is owed or taken back is worked out then.`,
  );
}

function leftToPlan({ valuePence }: PaymentTerms, kept: readonly { line: StandingInstalment }[]): number {
  const stays = kept.reduce((sum, { line }) => sum + line.netPence, 0);
  if (stays <= valuePence) return valuePence - stays;
  throw refusedTerm(
    '/valuePence',
    `Payments that stay as they are come to ${pounds(stays)}, more than the new value of ${pounds(valuePence)}. What was paid too much is taken back by a recovery or when a contract is terminated, not by a variation.`,
  );
}

/** More time for what is paid already moves no payment. */
function nothingLeft(
  { present, next, lines, milestones }: VariationFacts,
  replaced: readonly StandingInstalment[],
): PlannedVariation {
  const onlyLonger =
    milestones === null &&
    replaced.length === 0 &&
    (['valuePence', 'startsOn', 'timing', 'rhythm', 'paymentDays', 'paymentDay'] as const).every(
      (term) => next[term] === present[term],
    );
  if (onlyLonger) return unmoved(lines);
  throw refusedTerm(
    '/valuePence',
    'The payments that stay as they are come to the whole new value, so there is nothing left to plan.',
  );
}

interface ToPlan {
  kept: readonly StandingInstalment[];
  replaced: readonly StandingInstalment[];
  /** Net, in pence. */
  left: number;
}

function planOf(
  { present, next, milestones, effectiveOn }: VariationFacts,
  { kept, replaced, left }: ToPlan,
  calendar: BankingCalendar,
): PlannedInstalment[] {
  const { timing, vatTreatment: vat } = next;
  if (timing === 'on_milestone') return onMilestones({ ...next, vat, valuePence: left }, milestones ?? [], calendar);
  if (milestones !== null) {
    throw refusedTerm('/milestones', 'Only a contract with the timing on_milestone has milestones: leave them out.');
  }
  const wasByMilestones = present.timing === 'on_milestone';
  const from = wasByMilestones ? dayAfterAll(kept, effectiveOn) : firstDayToPlan(present, next, kept, replaced);
  const taken = wasByMilestones ? [] : kept.map(spanOf);
  const spans = from > next.endsOn ? [] : without({ from: latest(from, next.startsOn), to: next.endsOn }, taken);
  if (spans.length === 0) {
    throw refusedTerm(
      '/endsOn',
      `Every day of the contract has its payment, so there is none to pay ${pounds(left)} more for: choose a later end.`,
    );
  }
  return planSpans({ ...next, timing, vat }, spans, left, calendar);
}

function onMilestones(
  terms: PaymentTerms & { vat: PaymentTerms['vatTreatment'] },
  milestones: readonly Milestone[],
  calendar: BankingCalendar,
): PlannedInstalment[] {
  const sum = milestones.reduce((total, { netPence }) => total + netPence, 0);
  if (sum !== terms.valuePence) {
    throw refusedTerm(
      '/milestones',
      `${pounds(terms.valuePence)} is left to be paid on milestones, and those given add up to ${pounds(sum)}: make them equal.`,
    );
  }
  return planMilestones(terms, milestones, calendar);
}

/** What is planned again begins where the payments that it replaces began, or after those that stay. */
function firstDayToPlan(
  present: PaymentTerms,
  next: PaymentTerms,
  kept: readonly StandingInstalment[],
  replaced: readonly StandingInstalment[],
): CalendarDate {
  if (next.startsOn !== present.startsOn) return next.startsOn;
  const starts = replaced.map(({ periodStartsOn }) => periodStartsOn).sort();
  return starts[0] ?? dayAfterAll(kept, present.startsOn);
}

function dayAfterAll(kept: readonly StandingInstalment[], atLeast: CalendarDate): CalendarDate {
  const last = kept
    .map(({ periodEndsOn }) => periodEndsOn)
    .sort()
    .at(-1);
  return last === undefined ? atLeast : latest(daysAfter(last, 1), atLeast);
}

function spanOf({ periodStartsOn: from, periodEndsOn: to }: StandingInstalment): Span {
  return { from, to };
}

function latest(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b;
}
