import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { pounds } from '../shared/money';
import type { BankingCalendar } from './banking-calendar.rules';
import { assertPlannable, refusedTerm, type ScheduleTerms, type VatTreatment } from './payment-terms.rules';
import { withVat, type PlannedInstalment } from './schedule.rules';

/** A payment dated by hand. */
export interface Milestone {
  /** By when it is to be paid: that day, or the last banking day before it. */
  dueOn: CalendarDate;
  /** Net of VAT, whole pence, at least one. */
  netPence: number;
  /** What has then been done, in a few words. */
  label?: string;
}

/** What the milestones must come to. */
export interface MilestoneTerms extends Pick<ScheduleTerms, 'valuePence' | 'startsOn' | 'endsOn' | 'paymentDays'> {
  vat: VatTreatment;
}

/**
 * The instalments of a contract that is paid on milestones, oldest first. Each counts as paid for its own day.
 *
 * Throws DomainError `invalid`, with the pointer of the field to mend: no milestones, milestones that do not add up to
 * the value of the contract, or a day outside the years of the banking calendar.
 */
export function planMilestones(
  terms: MilestoneTerms,
  milestones: readonly Milestone[],
  calendar: BankingCalendar,
): PlannedInstalment[] {
  assertPlannable(terms);
  assertAddsUp(terms.valuePence, milestones);
  return milestones
    .map((milestone, index) => ({ milestone, pointer: `/milestones/${String(index)}/dueOn` }))
    .sort((a, b) => (a.milestone.dueOn < b.milestone.dueOn ? -1 : Number(a.milestone.dueOn > b.milestone.dueOn)))
    .map(({ milestone, pointer }, index) => {
      const { dueOn: asked, netPence, label } = milestone;
      const dueOn = inCalendar(pointer, () => calendar.onOrBefore(asked));
      return {
        number: index + 1,
        periodStartsOn: asked,
        periodEndsOn: asked,
        dueOn,
        sendByOn: calendar.sendBy(dueOn),
        ...withVat(netPence, terms.vat),
        ...(label !== undefined && { label }),
      };
    });
}

function assertAddsUp(valuePence: number, milestones: readonly Milestone[]): void {
  if (milestones.length === 0) {
    throw refusedTerm('/milestones', 'Paid on milestones, a contract needs the day and the amount of each payment.');
  }
  const sum = milestones.reduce((total, { netPence }) => total + netPence, 0);
  if (sum !== valuePence) {
    throw refusedTerm(
      '/milestones',
      `The milestones add up to ${pounds(sum)}, but the contract is worth ${pounds(valuePence)}: make them equal.`,
    );
  }
}

function inCalendar<T>(pointer: string, lookUp: () => T): T {
  try {
    return lookUp();
  } catch (error) {
    if (error instanceof DomainError) throw refusedTerm(pointer, error.message);
    throw error;
  }
}
