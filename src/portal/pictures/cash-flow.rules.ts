import { addDays, addMonths, type CalendarDate, calendarDate } from '../../shared/calendar-date';
import { pounds } from '../../shared/money';
import { day } from '../frame/wording.rules';

/** A payment as it was agreed, and what came of it. Leave out cancelled ones and those of drafts. */
export interface AgreedPayment {
  dueOn: CalendarDate;
  /** Owed in all, with VAT, in pence. */
  amountPence: number;
  /** What was received for it, in pence; what was taken back again is negative. */
  receipts: readonly Movement[];
}

export interface Movement {
  on: CalendarDate;
  pence: number;
}

/** What was late over a stretch of days, by the end of each of them: it lies directly under what was expected. */
export interface LateStretch {
  from: CalendarDate;
  /** The day on which it changes. */
  to: CalendarDate;
  latePence: number;
  expectedPence: number;
}

export interface MonthFigures {
  /** The first day of the month. */
  month: CalendarDate;
  /** Running totals in pence by the end of the month, or by today in this one. Null in months to come. */
  expectedPence: number;
  paidPence: number | null;
  latePence: number | null;
}

/** Expected and paid money over time, all that a picture of it needs. */
export interface CashFlow {
  /** What is shown: from the first day of the first month to the last movement, or to today while something is late. */
  from: CalendarDate;
  to: CalendarDate;
  asOf: CalendarDate;
  /** Running totals in pence, one for each day on which they change. */
  expected: readonly Movement[];
  paid: readonly Movement[];
  late: readonly LateStretch[];
  latePence: number;
  months: readonly MonthFigures[];
  /** What the picture says, for those who cannot see it and those who want it short. */
  sentence: string;
}

/** Null when nothing is planned: there is no picture to draw. */
export function cashFlow(payments: readonly AgreedPayment[], asOf: CalendarDate): CashFlow | null {
  const sorted = [...payments].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const received = sorted.flatMap(({ receipts }) => receipts).filter(({ on }) => on <= asOf);
  const [expected, paid] = [runningTotals(sorted.map(dueAsMovement)), runningTotals(received)];
  const days = [...expected, ...paid].map(({ on }) => on).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const latePence = lateBy(sorted, addDays(asOf, -1), asOf);
  const from = firstOfMonth(first);
  const to = latePence > 0 && asOf > last ? asOf : last;
  return {
    from,
    to,
    asOf,
    expected,
    paid,
    late: lateStretches(sorted, [...new Set(days)], asOf),
    latePence,
    months: monthsFrom(from, to).map((month) => figuresOf(month, { sorted, expected, paid, asOf })),
    sentence: sentenceOf(sorted, { latePence, paidPence: paid.at(-1)?.pence ?? 0, asOf }),
  };
}

function dueAsMovement({ dueOn, amountPence }: AgreedPayment): Movement {
  return { on: dueOn, pence: amountPence };
}

function runningTotals(movements: readonly Movement[]): Movement[] {
  const totals: Movement[] = [];
  let pence = 0;
  for (const movement of [...movements].sort((a, b) => (a.on < b.on ? -1 : 1))) {
    pence += movement.pence;
    if (totals.at(-1)?.on === movement.on) totals.pop();
    totals.push({ on: movement.on, pence });
  }
  return totals;
}

/** The running total at the end of a day. */
function totalOn(totals: readonly Movement[], end: CalendarDate): number {
  return totals.filter(({ on }) => on <= end).at(-1)?.pence ?? 0;
}

function outstandingOf({ amountPence, receipts }: AgreedPayment, end: CalendarDate): number {
  const received = receipts.filter(({ on }) => on <= end).reduce((sum, { pence }) => sum + pence, 0);
  return Math.max(0, amountPence - received);
}

/** Of what was due by a day, what had not come by another. What is paid early for one payment makes no other less late. */
function lateBy(payments: readonly AgreedPayment[], dueBy: CalendarDate, end: CalendarDate): number {
  const due = payments.filter(({ dueOn }) => dueOn <= dueBy);
  return due.reduce((sum, payment) => sum + outstandingOf(payment, end), 0);
}

function lateStretches(
  payments: readonly AgreedPayment[],
  days: readonly CalendarDate[],
  asOf: CalendarDate,
): LateStretch[] {
  const past = days.filter((each) => each < asOf);
  const expected = runningTotals(payments.map(dueAsMovement));
  return past
    .map((from, at) => ({
      from,
      to: past[at + 1] ?? asOf,
      latePence: lateBy(payments, from, from),
      expectedPence: totalOn(expected, from),
    }))
    .filter(({ latePence }) => latePence > 0);
}

interface Judged {
  sorted: readonly AgreedPayment[];
  expected: readonly Movement[];
  paid: readonly Movement[];
  asOf: CalendarDate;
}

function figuresOf(month: CalendarDate, { sorted, expected, paid, asOf }: Judged): MonthFigures {
  const end = addDays(addMonths(month, 1), -1);
  const expectedPence = totalOn(expected, end);
  if (month > asOf) return { month, expectedPence, paidPence: null, latePence: null };
  const last = end < asOf ? end : asOf;
  return { month, expectedPence, paidPence: totalOn(paid, last), latePence: lateBy(sorted, addDays(last, -1), last) };
}

function sentenceOf(
  payments: readonly AgreedPayment[],
  { latePence, paidPence, asOf }: { latePence: number; paidPence: number; asOf: CalendarDate },
): string {
  const oldest = payments.find((payment) => payment.dueOn < asOf && outstandingOf(payment, asOf) > 0);
  if (oldest !== undefined) {
    return `${pounds(latePence)} is late: payments have been behind what was agreed since ${day(oldest.dueOn)}.`;
  }
  const allPence = payments.reduce((sum, { amountPence }) => sum + amountPence, 0);
  if (paidPence >= allPence) return `Everything has been paid: ${pounds(allPence)}.`;
  const next = payments.find((payment) => outstandingOf(payment, asOf) > 0);
  if (paidPence === 0 && next !== undefined)
    return `Nothing is due yet: the first payment is due on ${day(next.dueOn)}.`;
  const nothingLate = `Nothing is late. ${pounds(paidPence)} of ${pounds(allPence)} has been paid`;
  return next === undefined ? `${nothingLate}.` : `${nothingLate}; the next is due on ${day(next.dueOn)}.`;
}

function monthsFrom(from: CalendarDate, to: CalendarDate): CalendarDate[] {
  const months: CalendarDate[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

export function firstOfMonth(day: CalendarDate): CalendarDate {
  return calendarDate(`${day.slice(0, 7)}-01`);
}
