import { addDays, type CalendarDate, daysBetween } from '../shared/calendar-date';
import { roundHalfUp } from '../shared/money';
import type { BankingCalendar } from './banking-calendar.rules';
import type { PaymentTerms } from './contract-terms.rules';
import { comparePlans, highestNumber } from './plan-comparison.rules';
import type { PlanComparison, StandingInstalment } from './plan-comparison.rules';
import { type Amounts, datedPeriod, type PlannedInstalment, withVat } from './schedule.rules';

/** What falls due at once by a termination is due on this banking day after it. */
const DAYS_TO_CATCH_UP = 5;

/** Part of a payment that is not owed, because it is for days after the last. Gross, in pence. */
export interface NotOwed {
  instalmentId: string;
  /** The days that it is for. */
  from: CalendarDate;
  to: CalendarDate;
  amountPence: number;
}

/** What a termination comes to. */
export interface PlannedTermination {
  comparison: PlanComparison;
  /** What is cancelled, by id. */
  replaced: string[];
  /** The final payment by days; none where the last day ends a period, or its period was paid. */
  plan: PlannedInstalment[];
  /** Paid, or on its way, for days after the last: to be taken back. */
  recoveries: NotOwed[];
  /** Not to be paid any more of a payment that came in part. */
  released: NotOwed[];
}

/**
 * What becomes of the payments of a contract that ends early: for the period in which the last day lies the group is owed
 * by days, rounded to the nearest penny, the last day included. What nobody has sent is replaced by a final payment; of
 * what was paid in advance, or sent and not returned, the rest is due to be recovered.
 *
 * Throws DomainError `invalid` for a day outside the years of the banking calendar.
 */
export function planTermination(
  terms: PaymentTerms,
  lines: readonly StandingInstalment[],
  lastDay: CalendarDate,
  today: CalendarDate,
  calendar: BankingCalendar,
): PlannedTermination {
  const concerned = lines.filter(({ periodEndsOn }) => periodEndsOn > lastDay);
  const replaced = concerned.filter((line) => !isSettledOrSent(line));
  const sent = concerned.filter(isSettledOrSent);
  const kept = lines.filter((line) => !replaced.includes(line));
  const plan = replaced
    .map((line) => finalPayment(terms, line, lastDay, { today, calendar }))
    .filter((line) => line !== null)
    .map((line, index) => ({ ...line, number: highestNumber(kept) + index + 1 }));
  return {
    comparison: comparePlans(
      kept.map((line) => ({ line, why: sent.includes(line) ? 'sent_or_received' : 'not_concerned' })),
      replaced,
      plan,
    ),
    replaced: replaced.map(({ id }) => id),
    plan,
    recoveries: sent.flatMap((line) => notOwed(line, lastDay, toRecover(line, lastDay, terms))),
    released: sent.flatMap((line) => notOwed(line, lastDay, toRelease(line, lastDay, terms))),
  };
}

/** Money came for it, or is on its way: what came back from the bank is not. */
function isSettledOrSent(line: StandingInstalment): boolean {
  return line.receivedPence > 0 || line.state === 'exported';
}

/** What is owed of a payment once the contract ends on a day that its period does not outlast. */
function owedBy(
  { periodStartsOn, periodEndsOn, netPence }: StandingInstalment,
  lastDay: CalendarDate,
  { vatTreatment }: PaymentTerms,
): Amounts {
  if (periodStartsOn > lastDay) return { netPence: 0, vatPence: 0, amountPence: 0 };
  const [days, of] = [daysBetween(periodStartsOn, lastDay) + 1, daysBetween(periodStartsOn, periodEndsOn) + 1];
  return withVat(roundHalfUp(BigInt(netPence) * BigInt(days), BigInt(of)), vatTreatment);
}

/** What was sent whole counts as paid; of what came in part, only what came can be taken back. */
function toRecover(line: StandingInstalment, lastDay: CalendarDate, terms: PaymentTerms): number {
  const came = line.state === 'exported' ? line.amountPence : line.receivedPence;
  return Math.max(0, came - owedBy(line, lastDay, terms).amountPence);
}

function toRelease(line: StandingInstalment, lastDay: CalendarDate, terms: PaymentTerms): number {
  if (line.state === 'exported') return 0;
  return line.amountPence - Math.max(line.receivedPence, owedBy(line, lastDay, terms).amountPence);
}

function notOwed(
  { id, periodStartsOn, periodEndsOn }: StandingInstalment,
  lastDay: CalendarDate,
  amountPence: number,
): NotOwed[] {
  if (amountPence <= 0) return [];
  const from = periodStartsOn > lastDay ? periodStartsOn : addDays(lastDay, 1);
  return [{ instalmentId: id, from, to: periodEndsOn, amountPence }];
}

interface On {
  today: CalendarDate;
  calendar: BankingCalendar;
}

function finalPayment(
  terms: PaymentTerms,
  line: StandingInstalment,
  lastDay: CalendarDate,
  on: On,
): PlannedInstalment | null {
  const owed = owedBy(line, lastDay, terms);
  if (owed.netPence === 0) return null;
  return { number: line.number, ...datesOf(terms, line, lastDay, on), ...owed };
}

/**
 * By the terms, for the shorter period. Where that day has gone by it stays what it was, or is a few days from now, but
 * never later than it was.
 */
function datesOf(
  { timing, vatTreatment: vat, ...terms }: PaymentTerms,
  line: StandingInstalment,
  lastDay: CalendarDate,
  { today, calendar }: On,
): Omit<PlannedInstalment, keyof Amounts | 'number'> {
  const { periodStartsOn, dueOn, sendByOn } = line;
  const byTerms =
    timing === 'on_milestone'
      ? { dueOn, sendByOn }
      : datedPeriod({ ...terms, timing, vat }, periodStartsOn, lastDay, calendar);
  const soon = calendar.plus(today, DAYS_TO_CATCH_UP);
  const given = { periodStartsOn, periodEndsOn: lastDay };
  if (byTerms.dueOn >= today) return { ...given, dueOn: byTerms.dueOn, sendByOn: byTerms.sendByOn };
  return soon < dueOn ? { ...given, dueOn: soon, sendByOn: calendar.sendBy(soon) } : { ...given, dueOn, sendByOn };
}
