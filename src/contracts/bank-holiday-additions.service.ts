import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  AuditService,
  Conditions,
  NOT_FOUND,
  orderBy,
  pageOf,
  ReadsService,
  seekPast,
  sortBy,
  TenantService,
} from '../platform';
import type { Actor, Page, Tx } from '../platform';
import { dayOfWeek, yearOf } from '../shared/calendar-date';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import type { BankHolidayListQuery, BankHolidayRow } from './bank-holidays.dto';
import { BankHolidays } from './bank-holidays.service';

/** The server's own days have no id: they are changed with a release, for everybody. */
export const SERVERS_OWN = '00000000-0000-0000-0000-000000000000';

const ALL = `
  select '${SERVERS_OWN}'::uuid as id, b.holiday_on, b.source, null::timestamptz as added_at from bank_holiday b
  union all
  select h.id, h.holiday_on, h.source, h.added_at from health_body_holiday h
  where h.health_body_id = $1 and h.removed_at is null`;
const SORTS = { holidayOn: 'd.holiday_on' };

export interface Planned {
  due: number;
  toSend: number;
}

/** Bank holidays that a health body adds for itself, when one is proclaimed before the server knows it. */
@Injectable()
export class BankHolidayAdditions {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
    private readonly bankHolidays: BankHolidays,
  ) {}

  async list(actor: Actor, query: BankHolidayListQuery): Promise<Page<BankHolidayRow>> {
    const conditions = new Conditions();
    conditions.value(actor.organisationId);
    if (query.year !== undefined) {
      conditions.add('d.holiday_on between ? and ?', `${String(query.year)}-01-01`, `${String(query.year)}-12-31`);
    }
    const [all] = query.count
      ? await this.reads.rows<{ total: number }>(
          actor,
          `select count(*)::integer as total from (${ALL}) d ${conditions.where}`,
          [...conditions.values],
        )
      : [];
    const sort = sortBy('holidayOn', SORTS);
    seekPast(query.cursor, sort, 'd.id', conditions);
    const rows = await this.reads.rows<BankHolidayRow>(
      actor,
      `select d.* from (${ALL}) d ${conditions.where} ${orderBy(sort, 'd.id')} limit ${conditions.value(query.limit + 1)}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      sort,
      (row) => [row.holiday_on, row.id],
      (row) => row,
    );
    return all === undefined ? page : { ...page, count: all.total };
  }

  /** Planned schedules stay as they are. Returns the id. Throws DomainError for a day that adds nothing. */
  async add(actor: Actor, holidayOn: CalendarDate, source: string): Promise<string> {
    const known = await this.bankHolidays.calendar(actor.organisationId);
    const lastYear = yearOf(known.lastDay) + 1;
    if (holidayOn < known.firstDay || yearOf(holidayOn) > lastYear) {
      const years = `${known.firstDay.slice(0, 4)} to ${String(lastYear)}`;
      throw wrong(`holidayOn must be in the years ${years}: later ones are added year by year.`);
    }
    if (dayOfWeek(holidayOn) > 5) throw wrong('holidayOn is at a weekend, which has no banking day anyway.');
    const id = await this.tenant.once(actor, (tx) => this.insert(tx, holidayOn, source));
    this.bankHolidays.forget(actor.organisationId);
    return id;
  }

  private async insert(tx: Tx, holidayOn: CalendarDate, source: string): Promise<string> {
    const { organisationId } = tx.actor;
    const [known] = await tx.query(`select 1 from (${ALL}) d where d.holiday_on = $2`, [organisationId, holidayOn]);
    if (known !== undefined) throw new DomainError('conflict', 'This day is in the table already.');
    const id = uuid();
    await tx.query('insert into health_body_holiday (health_body_id, id, holiday_on, source) values ($1, $2, $3, $4)', [
      organisationId,
      id,
      holidayOn,
      source,
    ]);
    await this.audit.record(tx, { action: 'bank-holiday.added', subjectId: id, detail: { holidayOn } });
    return id;
  }

  /** One that the health body added itself. Throws DomainError when there is no such day. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.tenant.transaction(actor, async (tx) => {
      const removed = await tx.change(
        'update health_body_holiday set removed_at = now() where health_body_id = $1 and id = $2 and removed_at is null',
        [actor.organisationId, id],
      );
      if (removed === 0) throw new DomainError('not-found', NOT_FOUND);
      await this.audit.record(tx, { action: 'bank-holiday.removed', subjectId: id });
    });
    this.bankHolidays.forget(actor.organisationId);
  }

  /** Throws DomainError when the day is no longer there. */
  async one(actor: Actor, id: string): Promise<BankHolidayRow> {
    const [row] = await this.reads.rows<BankHolidayRow>(actor, `select d.* from (${ALL}) d where d.id = $2`, [
      actor.organisationId,
      id,
    ]);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /** How many open instalments are due on the day, or have to be sent on it. */
  async plannedOn(actor: Actor, day: string): Promise<Planned> {
    const [row] = await this.reads.rows<Planned>(
      actor,
      `select
         (select count(*)::integer from instalment i where i.health_body_id = $1 and i.due_on = $2
           and i.state <> 'cancelled' and i.settled_on is null) as due,
         (select count(*)::integer from instalment i where i.health_body_id = $1 and i.send_by_on = $2
           and i.state <> 'cancelled' and i.settled_on is null) as "toSend"`,
      [actor.organisationId, day],
    );
    return row ?? { due: 0, toSend: 0 };
  }
}

function wrong(detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: '/holidayOn', detail }]);
}
