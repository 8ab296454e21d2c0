import { type CalendarDate, daysBetween } from '../shared/calendar-date';
import type { BankingCalendar } from './banking-calendar.rules';
import { daysAfter } from './calendar-arithmetic.rules';
import { refusedTerm, type ScheduleTerms } from './payment-terms.rules';
import { type DatedPeriod, datedPeriod, type PlannedInstalment, wholePeriodEnd, withVat } from './schedule.rules';

/** Days, both included. */
export interface Span {
  from: CalendarDate;
  to: CalendarDate;
}

/** A period that is paid for, or the part of one: `days` of the `wholeDays` that it would have if whole. */
interface Piece extends DatedPeriod {
  days: number;
  wholeDays: number;
}

/**
 * Instalments for some spans of a contract, oldest first, by the periods that the contract has from its first day on. Their
 * net amounts add up to `netPence`: each gets its share by days, rounded down, and the last takes the rest. For the whole
 * of a contract and its value this is the plan that `planSchedule` makes.
 *
 * Throws DomainError `invalid`: under one penny an instalment, or a due date outside the years of the banking calendar.
 */
export function planSpans(
  terms: ScheduleTerms,
  spans: readonly Span[],
  netPence: number,
  calendar: BankingCalendar,
): PlannedInstalment[] {
  const pieces = spans.flatMap((span) => piecesOf(terms, span, calendar));
  const amounts = shared(netPence, pieces);
  return pieces.map(({ periodStartsOn, periodEndsOn, dueOn, sendByOn }, index) => ({
    number: index + 1,
    ...{ periodStartsOn, periodEndsOn, dueOn, sendByOn },
    ...withVat(amounts[index] ?? 0, terms.vat),
  }));
}

/** What is left of some days once others are taken out. */
export function without({ from, to }: Span, taken: readonly Span[]): Span[] {
  const left: Span[] = [];
  let next = from;
  for (const each of [...taken].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (each.to < next || each.from > to) continue;
    if (each.from > next) left.push({ from: next, to: daysAfter(each.from, -1) });
    next = daysAfter(each.to, 1);
  }
  return next > to ? left : [...left, { from: next, to }];
}

function piecesOf(terms: ScheduleTerms, { from, to }: Span, calendar: BankingCalendar): Piece[] {
  const pieces: Piece[] = [];
  let [index, wholeFrom] = [0, terms.startsOn];
  while (wholeFrom <= to) {
    const wholeTo = wholePeriodEnd(terms, index);
    if (wholeTo >= from) {
      const [startsOn, endsOn] = [later(wholeFrom, from), earlier(wholeTo, to)];
      pieces.push({
        ...datedPeriod(terms, startsOn, endsOn, calendar),
        days: countDays(startsOn, endsOn),
        wholeDays: countDays(wholeFrom, wholeTo),
      });
    }
    [index, wholeFrom] = [index + 1, daysAfter(wholeTo, 1)];
  }
  return pieces;
}

function shared(netPence: number, pieces: readonly Piece[]): number[] {
  if (netPence < pieces.length) {
    throw refusedTerm('/valuePence', `What is left is under one penny for each of ${String(pieces.length)} payments.`);
  }
  const common = pieces.reduce((product, { wholeDays }) => lowestMultiple(product, BigInt(wholeDays)), 1n);
  const weights = pieces.map(({ days, wholeDays }) => (BigInt(days) * common) / BigInt(wholeDays));
  const all = weights.reduce((sum, weight) => sum + weight, 0n);
  const amounts = weights.slice(0, -1).map((weight) => Number((BigInt(netPence) * weight) / all));
  amounts.push(netPence - amounts.reduce((sum, amount) => sum + amount, 0));
  if (amounts.includes(0)) {
    throw refusedTerm('/valuePence', 'What is left comes to nothing for one of the payments: plan fewer of them.');
  }
  return amounts;
}

function lowestMultiple(a: bigint, b: bigint): bigint {
  let [divisor, rest] = [a, b];
  while (rest > 0n) [divisor, rest] = [rest, divisor % rest];
  return (a / divisor) * b;
}

function countDays(from: CalendarDate, to: CalendarDate): number {
  return daysBetween(from, to) + 1;
}

function later(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b;
}

function earlier(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a < b ? a : b;
}
