import { Injectable } from '@nestjs/common';
import { BankHolidays } from '../contracts';
import type { BankingCalendar } from '../contracts';
import { Clock } from '../platform';
import type { Actor, Tx } from '../platform';
import { addDays } from '../shared/calendar-date';
import type { CalendarDate } from '../shared/calendar-date';
import { pounds } from '../shared/money';
import { anybodyThere } from '../shared/presence';
import { possibleApprovers } from './possible-approvers';
import type { LimitedApprover } from './possible-approvers';

/** What needs an approver: how much, by when, and who may not be the one. */
export interface ToApprove {
  totalPence: number;
  sendByOn: CalendarDate;
  touchedBy: readonly string[];
}

/** Further ahead nobody knows who will be there. */
const MOST_DAYS = 60;

/** Whether anybody can approve in time. */
@Injectable()
export class Approvers {
  constructor(
    private readonly bankHolidays: BankHolidays,
    private readonly clock: Clock,
  ) {}

  /** The banking calendar has a connection of its own, so ask for it before a transaction is opened. */
  calendar(actor: Actor): Promise<BankingCalendar> {
    return this.bankHolidays.calendarFor(actor);
  }

  /** The warning `no_approver` in words; null while somebody may approve it who is there in time. */
  async warning(tx: Tx, calendar: BankingCalendar, wanted: ToApprove): Promise<string | null> {
    return this.judge(await possibleApprovers(tx), calendar, wanted);
  }

  /** The same of each of several, in the same order, asked of the database once. */
  async warnings(tx: Tx, calendar: BankingCalendar, wanted: readonly ToApprove[]): Promise<(string | null)[]> {
    const possible = await possibleApprovers(tx);
    return wanted.map((one) => this.judge(possible, calendar, one));
  }

  private judge(possible: readonly LimitedApprover[], calendar: BankingCalendar, wanted: ToApprove): string | null {
    const people = possible.filter(
      ({ accountId, limitPence }) => limitPence >= wanted.totalPence && !wanted.touchedBy.includes(accountId),
    );
    if (anybodyThere(people, this.daysUntil(wanted.sendByOn, calendar))) return null;
    const amount = pounds(wanted.totalPence);
    const nobody = wanted.touchedBy.length === 0 ? 'Nobody' : 'Nobody else';
    return people.length === 0
      ? `${nobody} may approve ${amount}. An administrator sets who may approve how much.`
      : `${nobody} who may approve ${amount} is there by ${wanted.sendByOn}.`;
  }

  /** The banking days from today to the day it must be sent; what is late can still be sent today or the next one. */
  private daysUntil(sendByOn: CalendarDate, calendar: BankingCalendar): CalendarDate[] {
    const today = this.clock.today();
    const last = sendByOn > today ? sendByOn : calendar.horizon(today, 1);
    const days: CalendarDate[] = [];
    for (let day = today; day <= last && days.length < MOST_DAYS; day = addDays(day, 1)) {
      if (day <= calendar.lastDay && calendar.isBankingDay(day)) days.push(day);
    }
    return days;
  }
}
