import { Injectable } from '@nestjs/common';
import { Database } from '../platform';
import { calendarDate } from '../shared/calendar-date';
import { BankingCalendar } from './banking-calendar.rules';
import { BrieflyKept } from './briefly-kept';

/** The banking days of England and Wales, from the table that an administrator keeps. */
@Injectable()
export class BankHolidays {
  private readonly kept = new BrieflyKept(() => this.read());

  constructor(private readonly database: Database) {}

  /**
   * The calendar as it was at the most a minute ago. It has a connection of its own, so ask for it before a transaction
   * is opened. Throws DomainError `invalid` when the table is empty.
   */
  calendar(): Promise<BankingCalendar> {
    return this.kept.get();
  }

  private async read(): Promise<BankingCalendar> {
    const rows = await this.database.server<{ holiday_on: string }>('select holiday_on from bank_holiday');
    return new BankingCalendar(rows.map(({ holiday_on }) => calendarDate(holiday_on)));
  }
}
