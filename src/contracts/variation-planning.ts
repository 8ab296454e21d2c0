import { penceFromDatabase } from '../shared/money';
import type { BankingCalendar } from './banking-calendar.rules';
import type { CalendarDate } from '../shared/calendar-date';
import { termsOf } from './contract-lock';
import type { LockedContract } from './contract-lock';
import type { PaymentTerms } from './contract-terms.rules';
import type { StandingInstalment } from './plan-comparison.rules';
import { planVariation, varyTerms } from './variation.rules';
import type { PlannedVariation } from './variation.rules';
import type { TermsJson } from './variation-view.dto';
import type { Milestone } from './milestones.rules';
import type { PreviewVariationDto } from './variations.dto';

/** On which day, and by which calendar, a plan is made again. */
export interface PlannedOn {
  today: CalendarDate;
  calendar: BankingCalendar;
}

/** What is asked for, with the terms that it comes to. */
export interface AskedVariation {
  next: PaymentTerms;
  milestones: Milestone[] | null;
  planned: PlannedVariation;
}

/** Throws DomainError `invalid` as varyTerms and planVariation do. */
export function planAsked(
  contract: LockedContract,
  lines: readonly StandingInstalment[],
  { effectiveOn, milestones: given, ...changes }: PreviewVariationDto,
  { today, calendar }: PlannedOn,
): AskedVariation {
  const present = termsOf(contract);
  const milestones = given ?? null;
  const next = varyTerms(present, termsIn(changes), { effectiveOn, today, milestones: milestones !== null });
  const planned = planVariation({ present, next, milestones, effectiveOn, lines }, today, calendar);
  return { next, milestones, planned };
}

/** What an open proposal comes to today. Throws DomainError `invalid` where it cannot be done any more. */
export function planProposed(
  contract: LockedContract,
  lines: readonly StandingInstalment[],
  proposed: { after: TermsJson; milestones: Milestone[] | null; effective_on: CalendarDate },
  { today, calendar }: PlannedOn,
): PlannedVariation {
  const present = termsOf(contract);
  const { valuePence, ...after } = proposed.after;
  const next = { ...after, valuePence: penceFromDatabase(valuePence), vatTreatment: present.vatTreatment };
  const facts = { present, next, milestones: proposed.milestones, effectiveOn: proposed.effective_on, lines };
  return planVariation(facts, today, calendar);
}

function termsIn(changes: Omit<PreviewVariationDto, 'effectiveOn' | 'milestones'> & { reason?: string }) {
  const { valuePence, startsOn, endsOn, timing, rhythm, paymentDays, paymentDay, deviationReason, advanceBasis } =
    changes;
  return { valuePence, startsOn, endsOn, timing, rhythm, paymentDays, paymentDay, deviationReason, advanceBasis };
}
