import { type CalendarDate, daysBetween } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { roundHalfUp } from '../shared/money';
import type { BankingCalendar } from './banking-calendar.rules';
import { dayOfItsMonth, daysAfter, monthsAfter } from './calendar-arithmetic.rules';
import {
  assertPlannable,
  LONGEST_PAYMENT_DAYS,
  refusedTerm,
  type Rhythm,
  type ScheduleTerms,
  type VatTreatment,
} from './payment-terms.rules';

/** One payment of a schedule and the period it pays for. Amounts in whole pence. */
export interface PlannedInstalment extends DatedPeriod, Amounts {
  /** From 1, oldest first. */
  number: number;
  /** What it is paid for, where that is not a period of time: the milestone. */
  label?: string;
}

export interface DatedPeriod {
  periodStartsOn: CalendarDate;
  /** The last day paid for, included. */
  periodEndsOn: CalendarDate;
  /** A banking day. */
  dueOn: CalendarDate;
  /** Last day on which a Bacs payment can be submitted so that the money is there on `dueOn`. */
  sendByOn: CalendarDate;
}

export interface Amounts {
  netPence: number;
  vatPence: number;
  /** What is owed: net and VAT. */
  amountPence: number;
}

const MONTHS_IN: Record<Exclude<Rhythm, 'once'>, number> = { monthly: 1, quarterly: 3, annually: 12 };

/** The standard rate, Value Added Tax Act 1994 s.2, in per cent. */
const STANDARD_VAT_PERCENT = 20n;

/**
 * The instalments of a contract, oldest first. Their net amounts add up to the value of the contract, to the penny;
 * every due date is a banking day, never later than the law and the terms allow.
 *
 * Throws DomainError `invalid`, with the pointer of the field to mend: the end before the start, a value that is no
 * amount or under one penny an instalment, payment days or a payment day out of range, or a due date outside the years
 * of the banking calendar (`/startsOn` or `/endsOn`, whichever lies too far out).
 */
export function planSchedule(terms: ScheduleTerms, calendar: BankingCalendar): PlannedInstalment[] {
  assertPlannable(terms);
  const periods = datedPeriods(terms, calendar);
  const { each, last } = shares(terms, periods);
  return periods.map((period, index) => ({
    number: index + 1,
    ...period,
    ...(index === periods.length - 1 ? last : each),
  }));
}

/** Dates one period at a time, so that a contract of a thousand years stops where the calendar does. */
function datedPeriods(terms: ScheduleTerms, calendar: BankingCalendar): DatedPeriod[] {
  if (terms.startsOn > calendar.lastDay) blaming('/startsOn', () => calendar.isBankingDay(terms.startsOn));
  const periods: DatedPeriod[] = [];
  let [startsOn, endsOn] = [terms.startsOn, lastDayPaidFor(terms, 0)];
  periods.push(datedPeriod(terms, startsOn, endsOn, calendar));
  while (endsOn < terms.endsOn) {
    [startsOn, endsOn] = [daysAfter(endsOn, 1), lastDayPaidFor(terms, periods.length)];
    periods.push(datedPeriod(terms, startsOn, endsOn, calendar));
  }
  return periods;
}

/** The last period is cut off where the contract ends. */
function lastDayPaidFor(terms: ScheduleTerms, index: number): CalendarDate {
  const endsOn = wholePeriodEnd(terms, index);
  return endsOn < terms.endsOn ? endsOn : terms.endsOn;
}

/**
 * The last day of a period, the first being 0, were it not cut off. Always counted from the contract's start: 31 January,
 * 28 February, 31 March. Paid once, there is one period.
 */
export function wholePeriodEnd({ startsOn, endsOn, rhythm }: ScheduleTerms, index: number): CalendarDate {
  return rhythm === 'once' ? endsOn : daysAfter(monthsAfter(startsOn, (index + 1) * MONTHS_IN[rhythm]), -1);
}

/** A period with the day by which it is paid. Throws DomainError `invalid` outside the years of the banking calendar. */
export function datedPeriod(
  terms: ScheduleTerms,
  periodStartsOn: CalendarDate,
  periodEndsOn: CalendarDate,
  calendar: BankingCalendar,
): DatedPeriod {
  const latest = latestPaymentDay(terms, periodStartsOn, periodEndsOn);
  const dueOn = blaming(latest > calendar.lastDay ? '/endsOn' : '/startsOn', () => calendar.onOrBefore(latest));
  return { periodStartsOn, periodEndsOn, dueOn, sendByOn: calendar.sendBy(dueOn) };
}

/** Says which date of the contract lies too far out when the calendar refuses a day. */
function blaming<T>(pointer: '/startsOn' | '/endsOn', lookUp: () => T): T {
  try {
    return lookUp();
  } catch (error) {
    if (error instanceof DomainError) throw refusedTerm(pointer, error.message);
    throw error;
  }
}

function latestPaymentDay(terms: ScheduleTerms, startsOn: CalendarDate, endsOn: CalendarDate): CalendarDate {
  if (typeof terms.paymentDay === 'number') return dayOfItsMonth(startsOn, terms.paymentDay);
  if (terms.timing === 'in_advance') return startsOn;
  return daysAfter(endsOn, (terms.paymentDays ?? LONGEST_PAYMENT_DAYS) - 1);
}

/**
 * With n whole periods and a last part of d of the D days it would have if whole, each whole one is
 * floor(value × D ÷ (n × D + d)) and the last takes the rest. A last period that is whole itself has d = D: an even
 * split with the odd pence on the last.
 */
function shares(terms: ScheduleTerms, periods: readonly DatedPeriod[]): { each: Amounts; last: Amounts } {
  const whole = BigInt(periods.length - 1);
  if (terms.valuePence < periods.length) {
    throw refusedTerm('/valuePence', `The value is under one penny for each of ${String(periods.length)} payments.`);
  }
  const lastStartsOn = periods.at(-1)?.periodStartsOn ?? terms.startsOn;
  const days = BigInt(daysBetween(lastStartsOn, terms.endsOn) + 1);
  const daysIfWhole = BigInt(daysBetween(lastStartsOn, wholePeriodEnd(terms, periods.length - 1)) + 1);
  const share = (BigInt(terms.valuePence) * daysIfWhole) / (whole * daysIfWhole + days);
  return {
    each: withVat(Number(share), terms.vat),
    last: withVat(Number(BigInt(terms.valuePence) - share * whole), terms.vat),
  };
}

/** VAT is rounded on each instalment, because each is invoiced by itself. */
export function withVat(netPence: number, vat: VatTreatment): Amounts {
  const vatPence = vat === 'standard' ? roundHalfUp(BigInt(netPence) * STANDARD_VAT_PERCENT, 100n) : 0;
  return { netPence, vatPence, amountPence: netPence + vatPence };
}
