import { Injectable } from '@nestjs/common';
import { BankHolidays } from '../contracts';
import type { BankingCalendar } from '../contracts';
import { Clock } from '../platform';
import type { Actor, Tx } from '../platform';
import { addDays } from '../shared/calendar-date';
import type { CalendarDate } from '../shared/calendar-date';
import { pounds } from '../shared/money';
import { anybodyThere } from './approver-there.rules';
import type { PossibleApprover } from './approver-there.rules';

/** What needs an approver: how much, by when, and who may not be the one. */
export interface ToApprove {
  totalPence: number;
  sendByOn: CalendarDate;
  touchedBy: readonly string[];
}

/** Further ahead nobody knows who will be there. */
const MOST_DAYS = 60;

/** Approvers with a sufficient limit who had no hand in it. A person of the health body is found by the sign-in's address. */
const POSSIBLE = `
  select p.last_day_on as "lastDayOn", coalesce((
    select json_agg(json_build_object('fromOn', a.from_on, 'toOn', a.to_on)) from contact k
    join absence a on a.health_body_id = k.health_body_id and a.group_id = k.group_id and a.contact_id = k.id
    where k.health_body_id = $1 and k.person_organisation_id = $1 and k.person_id = p.id and k.side = 'health'), '[]')
    as absences
  from unnest($2::uuid[], $3::text[]) who (account_id, email)
  join approval_limit l on l.health_body_id = $1 and l.account_id = who.account_id and l.limit_pence >= $4
  left join person p on p.organisation_id = $1 and p.email = who.email
  where who.account_id <> all ($5::uuid[]) and exists (select 1 from membership m where m.organisation_id = $1
    and m.account_id = who.account_id and m.role = 'finance_approver' and m.ended_at is null)`;

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
    const { organisationId } = tx.actor;
    const accounts = await tx.asServer<{ account_id: string; email: string; disabled: boolean }>(
      'select account_id, email, disabled from account_emails_of($1)',
      [organisationId],
    );
    const able = accounts.filter(({ disabled }) => !disabled);
    const people = await tx.query<PossibleApprover>(POSSIBLE, [
      organisationId,
      able.map(({ account_id }) => account_id),
      able.map(({ email }) => email),
      wanted.totalPence,
      wanted.touchedBy,
    ]);
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
