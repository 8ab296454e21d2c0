import { Injectable } from '@nestjs/common';
import { Database } from '../platform';
import type { Actor } from '../platform';
import { calendarDate } from '../shared/calendar-date';
import { BankingCalendar } from './banking-calendar.rules';
import { BrieflyKeptByKey } from './briefly-kept';

/** Stands for no health body: the server's own days. */
const SERVER = '';

/** The banking days of England and Wales: the server's table, and what an administrator added for a health body. */
@Injectable()
export class BankHolidays {
  private readonly kept = new BrieflyKeptByKey((healthBodyId) => this.read(healthBodyId));

  constructor(private readonly database: Database) {}

  /**
   * The calendar as it was at the most a minute ago; without a health body, the server's. It has a connection of its own,
   * so ask for it before a transaction is opened. Throws DomainError `invalid` when the table is empty.
   */
  calendar(healthBodyId?: string): Promise<BankingCalendar> {
    return this.kept.get(healthBodyId ?? SERVER);
  }

  /** As the actor's own health body knows it; for a group, which may have several payers, the server's. */
  calendarFor({ side, organisationId }: Actor): Promise<BankingCalendar> {
    return side === 'health' ? this.calendar(organisationId) : this.calendar();
  }

  /** After a change that was made here. Other servers follow within a minute. */
  forget(healthBodyId: string): void {
    this.kept.forget(healthBodyId);
  }

  private async read(healthBodyId: string): Promise<BankingCalendar> {
    const rows = await this.database.server<{ holiday_on: string }>('select holiday_on from bank_holidays_of($1)', [
      healthBodyId === SERVER ? null : healthBodyId,
    ]);
    return new BankingCalendar(rows.map(({ holiday_on }) => calendarDate(holiday_on)));
  }
}
