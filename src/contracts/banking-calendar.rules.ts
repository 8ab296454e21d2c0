import { addDays, calendarDate, type CalendarDate, dayOfWeek, yearOf } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { dayPart, daysInMonth, monthPart, yearPart } from './calendar-arithmetic.rules';

/** Bacs takes three banking days: submitted on the first, processed on the second, received on the third. */
const BACS_DAYS_BEFORE_RECEIPT = 2;

/**
 * Banking days in England and Wales: Monday to Friday without bank holidays. Covers the whole years from the first to
 * the last year that has a bank holiday in the table, and refuses to guess outside them, because a one-off holiday
 * may be proclaimed there. Every look-up costs the same, however long the table: one import asks millions of times.
 */
export class BankingCalendar {
  /** 1 January of the table's first year. */
  readonly firstDay: CalendarDate;
  /** 31 December of the table's last year. */
  readonly lastDay: CalendarDate;

  private readonly firstYear: number;
  /** Where each month starts, in days since `firstDay`. */
  private readonly monthStarts: number[] = [];
  private readonly bankingDays: CalendarDate[] = [];
  /** For each day since `firstDay`: how many banking days there are from `firstDay` to it, itself included. */
  private readonly bankingDaysUpTo: number[] = [];

  /** Throws DomainError `invalid` when the table is empty. */
  constructor(holidays: readonly CalendarDate[]) {
    const sorted = [...holidays].sort();
    const [first, last] = [sorted[0], sorted.at(-1)];
    if (first === undefined || last === undefined) {
      throw new DomainError('invalid', 'The table of bank holidays is empty: add the bank holidays before planning.');
    }
    this.firstYear = yearOf(first);
    this.firstDay = calendarDate(`${first.slice(0, 4)}-01-01`);
    this.lastDay = calendarDate(`${last.slice(0, 4)}-12-31`);
    this.fill(new Set(holidays));
  }

  /** Throws DomainError `invalid` outside the table. */
  isBankingDay(day: CalendarDate): boolean {
    return this.bankingDays[this.countUpTo(day) - 1] === day;
  }

  /** The day itself when it is a banking day, else the last one before it. Throws DomainError `invalid` outside the table. */
  onOrBefore(day: CalendarDate): CalendarDate {
    return this.bankingDayAt(this.countUpTo(day) - 1, day);
  }

  /** The n-th banking day strictly after a day, n from 1. Throws DomainError `invalid` outside the table. */
  plus(day: CalendarDate, n: number): CalendarDate {
    return this.bankingDayAt(this.countUpTo(day) + n - 1, day);
  }

  /** The n-th banking day strictly before a day, n from 1. Throws DomainError `invalid` outside the table. */
  minus(day: CalendarDate, n: number): CalendarDate {
    return this.bankingDayAt(this.countBefore(day) - n, day);
  }

  /**
   * The last day on which a Bacs payment can be submitted to be received on the due day. Before the table's first year
   * only weekends are left out, so that the first due days of that year have a send-by date too.
   * Throws DomainError `invalid` when the due day is after the table.
   */
  sendBy(dueOn: CalendarDate): CalendarDate {
    if (dueOn < this.firstDay) return weekdaysBefore(dueOn, BACS_DAYS_BEFORE_RECEIPT);
    const inTable = Math.min(this.countBefore(dueOn), BACS_DAYS_BEFORE_RECEIPT);
    if (inTable === BACS_DAYS_BEFORE_RECEIPT) return this.minus(dueOn, BACS_DAYS_BEFORE_RECEIPT);
    return weekdaysBefore(this.firstDay, BACS_DAYS_BEFORE_RECEIPT - inTable);
  }

  /**
   * The n-th banking day after today, for reports that look ahead; never throws. Past the table's end it is the last
   * day of the table, and before its start only weekends are left out: every due day lies inside the table, so nothing
   * that a report could find is lost, and a report can be asked for on any day.
   */
  horizon(today: CalendarDate, n: number): CalendarDate {
    if (today < this.firstDay) return this.horizonFromBefore(today, n);
    if (today > this.lastDay) return this.lastDay;
    return this.bankingDays[this.countUpTo(today) + n - 1] ?? this.lastDay;
  }

  private horizonFromBefore(today: CalendarDate, n: number): CalendarDate {
    let [day, left] = [today, n];
    while (left > 0 && addDays(day, 1) < this.firstDay) {
      day = addDays(day, 1);
      if (isWeekday(day)) left -= 1;
    }
    return left === 0 ? day : (this.bankingDays[left - 1] ?? this.lastDay);
  }

  private countUpTo(day: CalendarDate): number {
    const count = this.bankingDaysUpTo[this.indexOf(day)];
    if (count === undefined) throw this.outside(day);
    return count;
  }

  private countBefore(day: CalendarDate): number {
    const count = this.countUpTo(day);
    return this.bankingDays[count - 1] === day ? count - 1 : count;
  }

  private bankingDayAt(position: number, asked: CalendarDate): CalendarDate {
    const day = this.bankingDays[position];
    if (day === undefined) throw this.outside(asked);
    return day;
  }

  /** Days since `firstDay`; NaN for a month that the table has not. */
  private indexOf(day: CalendarDate): number {
    const monthStart = this.monthStarts[(yearPart(day) - this.firstYear) * 12 + monthPart(day) - 1];
    return (monthStart ?? NaN) + dayPart(day) - 1;
  }

  private fill(holidays: ReadonlySet<CalendarDate>): void {
    let start = 0;
    for (let year = this.firstYear; year <= yearOf(this.lastDay); year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        this.monthStarts.push(start);
        start += daysInMonth(year, month);
      }
    }
    for (let index = 0; index < start; index += 1) {
      const day = addDays(this.firstDay, index);
      if (isWeekday(day) && !holidays.has(day)) this.bankingDays.push(day);
      this.bankingDaysUpTo.push(this.bankingDays.length);
    }
  }

  private outside(asked: CalendarDate): DomainError {
    const [from, to] = [this.firstDay.slice(0, 4), this.lastDay.slice(0, 4)];
    return new DomainError(
      'invalid',
      `No banking day can be worked out around ${asked}: the table of bank holidays covers ${from} to ${to}. ` +
        'Choose dates inside those years, or ask an administrator to add the bank holidays of further years.',
    );
  }
}

function isWeekday(day: CalendarDate): boolean {
  return dayOfWeek(day) <= 5;
}

function weekdaysBefore(day: CalendarDate, n: number): CalendarDate {
  let [found, left] = [day, n];
  while (left > 0) {
    found = addDays(found, -1);
    if (isWeekday(found)) left -= 1;
  }
  return found;
}
