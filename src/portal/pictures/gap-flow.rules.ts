import { addDays, addMonths, type CalendarDate, daysBetween } from '../../shared/calendar-date';
import { firstOfMonth } from './cash-flow.rules';
import type { CashFlow, LateStretch, Movement } from './cash-flow.rules';

/** What is proposed: the days of work, and the payments in the order of their due dates, without VAT, in pence. */
export interface ProposedWork {
  startsOn: CalendarDate;
  endsOn: CalendarDate;
  plan: readonly { dueOn: CalendarDate; netPence: number }[];
}

const WEEK = 7;

/**
 * What the work costs and what is paid for it over time, as the picture of expected and paid money draws them: hatched is
 * what is spent before it is paid, if work costs the same each day. Null where no payment is planned.
 */
export function gapFlow(work: ProposedWork, sentence: string): CashFlow | null {
  const dues = work.plan.map(({ dueOn }) => dueOn);
  const [first, last] = [dues[0], dues.at(-1)];
  if (first === undefined || last === undefined) return null;
  const over = addDays(work.endsOn, 1);
  const from = firstOfMonth(first < work.startsOn ? first : work.startsOn);
  const to = last > work.endsOn ? last : work.endsOn;
  const days = [...new Set([...weeksFrom(work.startsOn, over), over, ...dues])].sort();
  const [spent, paid] = [spentBy(work), paidBy(work)];
  return {
    from,
    to,
    // all of it is foreseen: there is no today in it
    asOf: addMonths(firstOfMonth(to), 1),
    expected: totals(days, spent),
    paid: totals(dues, paid),
    late: gaps(days, spent, paid),
    latePence: 0,
    months: monthsFrom(from, to).map((month) => {
      const next = addMonths(month, 1);
      const [expectedPence, paidPence] = [spent(next), paid(addDays(next, -1))];
      return { month, expectedPence, paidPence, latePence: Math.max(0, expectedPence - paidPence) };
    }),
    sentence,
  };
}

type Total = (on: CalendarDate) => number;

/** Before a day begins. */
function spentBy({ startsOn, endsOn, plan }: ProposedWork): Total {
  const all = plan.reduce((sum, { netPence }) => sum + netPence, 0);
  const length = daysBetween(startsOn, endsOn) + 1;
  return (on) => Math.round((all * Math.min(Math.max(daysBetween(startsOn, on), 0), length)) / length);
}

/** By the end of a day. */
function paidBy({ plan }: ProposedWork): Total {
  return (on) => plan.filter(({ dueOn }) => dueOn <= on).reduce((sum, { netPence }) => sum + netPence, 0);
}

function totals(days: readonly CalendarDate[], of: Total): Movement[] {
  return [...new Set(days)].map((on) => ({ on, pence: of(on) }));
}

function gaps(days: readonly CalendarDate[], spent: Total, paid: Total): LateStretch[] {
  return days.slice(0, -1).flatMap((from, at) => {
    const [expectedPence, latePence] = [spent(from), spent(from) - paid(from)];
    return latePence > 0 ? [{ from, to: days[at + 1] ?? from, latePence, expectedPence }] : [];
  });
}

function weeksFrom(from: CalendarDate, to: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = from; day < to; day = addDays(day, WEEK)) days.push(day);
  return days;
}

function monthsFrom(from: CalendarDate, to: CalendarDate): CalendarDate[] {
  const months: CalendarDate[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}
