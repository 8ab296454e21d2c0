import type { CalendarDate } from '../shared/calendar-date';
import type { BankingCalendar } from './banking-calendar.rules';
import { planMilestones, type Milestone } from './milestones.rules';
import {
  leavesDefaultTerms,
  LONGEST_PAYMENT_DAYS,
  refusedTerm,
  type Rhythm,
  type Timing,
  type VatTreatment,
} from './payment-terms.rules';
import { planSchedule, type PlannedInstalment } from './schedule.rules';

/** The terms of payment of a contract, all of them settled. */
export interface PaymentTerms {
  /** Net of VAT, whole pence. */
  valuePence: number;
  startsOn: CalendarDate;
  /** The last day, included. */
  endsOn: CalendarDate;
  timing: Timing;
  rhythm: Rhythm;
  /** In arrears: by which day payment is due, the period's last day being day 1. */
  paymentDays: number;
  /** A fixed day of the month, if one was agreed. */
  paymentDay: number | null;
  /** Why the terms leave monthly in advance. */
  deviationReason: string | null;
  /** For the auditors: why public money goes early. */
  advanceBasis: string | null;
  vatTreatment: VatTreatment;
}

/** Terms as they are asked for. What is left out takes the default. */
export type AskedTerms = Pick<PaymentTerms, 'valuePence' | 'startsOn' | 'endsOn' | 'vatTreatment'> & TermChanges;

/** Some of the terms, to be different from now on. */
export type TermChanges = { [Term in keyof PaymentTerms]?: PaymentTerms[Term] | undefined };

/** The usual ground for paying a small group early. */
export const READY_ADVANCE_BASIS = 'Small voluntary body without working capital';

/**
 * The terms with the defaults filled in: monthly in advance, with the usual ground for paying early.
 *
 * Throws DomainError `invalid`, with the pointer of the field to mend: a rhythm or a payment day for milestones, which
 * are dated by hand.
 */
export function settleTerms(asked: AskedTerms): PaymentTerms {
  const timing = or(asked.timing, 'in_advance');
  if (timing === 'on_milestone') refuseRhythm(asked);
  return {
    valuePence: asked.valuePence,
    startsOn: asked.startsOn,
    endsOn: asked.endsOn,
    timing,
    rhythm: or(asked.rhythm, timing === 'on_milestone' ? 'once' : 'monthly'),
    paymentDays: or(asked.paymentDays, LONGEST_PAYMENT_DAYS),
    paymentDay: or(asked.paymentDay, null),
    deviationReason: or(asked.deviationReason, null),
    advanceBasis: asked.advanceBasis ?? (timing === 'in_advance' ? READY_ADVANCE_BASIS : null),
    vatTreatment: asked.vatTreatment,
  };
}

/** Throws DomainError `invalid` when terms leave monthly in advance and nobody says why. */
export function assertDeviationExplained(terms: PaymentTerms): void {
  if (!leavesDefaultTerms(terms) || terms.deviationReason !== null) return;
  throw refusedTerm(
    '/deviationReason',
    'These terms leave monthly in advance, which a small group can live on: say why, for both sides to read.',
  );
}

/**
 * The terms of a draft after a change. What followed from terms that are given up goes with them: a rhythm from or to
 * milestones, the ready ground for paying early, the reason for terms that are monthly in advance again.
 */
export function changeTerms(present: PaymentTerms, changes: TermChanges): PaymentTerms {
  const timing = or(changes.timing, present.timing);
  const datedAlike = (timing === 'on_milestone') === (present.timing === 'on_milestone');
  const next = settleTerms({
    valuePence: or(changes.valuePence, present.valuePence),
    startsOn: or(changes.startsOn, present.startsOn),
    endsOn: or(changes.endsOn, present.endsOn),
    vatTreatment: or(changes.vatTreatment, present.vatTreatment),
    timing,
    rhythm: changes.rhythm ?? (datedAlike ? present.rhythm : undefined),
    paymentDays: or(changes.paymentDays, present.paymentDays),
    paymentDay: or(changes.paymentDay, datedAlike ? present.paymentDay : null),
    deviationReason: or(changes.deviationReason, present.deviationReason),
    advanceBasis: or(changes.advanceBasis, timing === present.timing ? present.advanceBasis : null),
  });
  const explainsNothing = changes.deviationReason === undefined && !leavesDefaultTerms(next);
  return explainsNothing ? { ...next, deviationReason: null } : next;
}

const PLANNED_FROM = [
  'valuePence',
  'startsOn',
  'endsOn',
  'timing',
  'rhythm',
  'paymentDays',
  'paymentDay',
  'vatTreatment',
] as const;
const MILESTONES_PLANNED_FROM = ['valuePence', 'timing', 'vatTreatment'] as const;

/** Whether the payments must be planned again. Milestones stay where they are when only the contract's dates move. */
export function movesTheSchedule(before: PaymentTerms, after: PaymentTerms): boolean {
  const fields = after.timing === 'on_milestone' ? MILESTONES_PLANNED_FROM : PLANNED_FROM;
  return fields.some((field) => before[field] !== after[field]);
}

/**
 * The instalments of the terms, oldest first: by the rhythm, or on the milestones given. Throws DomainError `invalid`,
 * with the pointer of the field to mend: see planSchedule and planMilestones; milestones for terms that have a rhythm.
 */
export function planTerms(
  terms: PaymentTerms,
  milestones: readonly Milestone[] | undefined,
  calendar: BankingCalendar,
): PlannedInstalment[] {
  const { timing, vatTreatment: vat } = terms;
  if (timing === 'on_milestone') return planMilestones({ ...terms, vat }, milestones ?? [], calendar);
  if (milestones !== undefined && milestones.length > 0) {
    throw refusedTerm('/milestones', 'Only a contract with the timing on_milestone has milestones: leave them out.');
  }
  return planSchedule({ ...terms, timing, vat }, calendar);
}

function refuseRhythm({ rhythm, paymentDay }: AskedTerms): void {
  if (rhythm !== undefined && rhythm !== 'once') {
    throw refusedTerm('/rhythm', 'Milestones are dated by hand and have no rhythm: leave it out.');
  }
  if (typeof paymentDay === 'number') {
    throw refusedTerm('/paymentDay', 'Milestones are dated by hand and have no payment day: leave it out.');
  }
}

/** What is said, null included, or else what holds without it. */
function or<Value>(said: Value | undefined, otherwise: Value): Value {
  return said === undefined ? otherwise : said;
}
