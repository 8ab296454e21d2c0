import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  AuditService,
  checkVersion,
  Clock,
  Conditions,
  limitOf,
  NOT_FOUND,
  orderBy,
  pageOf,
  ReadsService,
  seekPast,
  sortBy,
  TenantService,
} from '../../platform';
import type { Actor, ListQuery, Page, Tx } from '../../platform';
import { type CalendarDate, calendarDate } from '../../shared/calendar-date';
import { DomainError } from '../../shared/domain-error';
import type {
  EnterStatementDto,
  FigureStatementView,
  ReportingPeriodQuery,
  ReportingPeriodView,
} from './figure-statements.dto';
import { FiguresService } from './figures.service';

const PERIODS = `
  select p.id, p.kind, p.from_on as "fromOn", p.to_on as "toOn", p.publish_by_on as "publishByOn", p.source
  from reporting_period p`;
const STATEMENTS = `
  select s.id, s.period_id as "periodId", p.from_on as "fromOn", p.to_on as "toOn", s.name, s.job_title as "jobTitle",
    s.approved_on as "approvedOn", s.figures, s.entered_by as "enteredBy", s.recorded_at as "recordedAt",
    s.withdrawn_at as "withdrawnAt", s.version
  from figure_statement s join reporting_period p on p.id = s.period_id`;

interface NewStatement {
  periodId: string;
  name: string;
  jobTitle: string;
  approvedOn: CalendarDate;
}

/** The periods that figures are published for, and who approved the notice of each. */
@Injectable()
export class FigureStatements {
  constructor(
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly figures: FiguresService,
  ) {}

  async periods(actor: Actor, query: ReportingPeriodQuery): Promise<Page<ReportingPeriodView>> {
    const conditions = new Conditions();
    conditions.addIf(query.kind, 'p.kind = ?');
    const sql = (where: string) => `select count(*) as total from reporting_period p ${where}`;
    const total = query.count ? await this.count(actor, sql(conditions.where), conditions.values) : undefined;
    const sort = sortBy('-toOn', { toOn: 'p.to_on' });
    seekPast(query.cursor, sort, 'p.id', conditions);
    const text = `${PERIODS} ${conditions.where} ${orderBy(sort, 'p.id')} ${limitOf(query)}`;
    const rows = await this.reads.rows<ReportingPeriodView>(actor, text, conditions.values);
    const page = pageOf(rows, query, sort, ({ toOn, id }) => [toOn, id], same);
    return total === undefined ? page : { ...page, count: total };
  }

  /** Those that were withdrawn too, newest first. */
  async list(actor: Actor, query: ListQuery): Promise<Page<FigureStatementView>> {
    const conditions = new Conditions();
    conditions.add('s.health_body_id = ?', actor.organisationId);
    const sql = `select count(*) as total from figure_statement s ${conditions.where}`;
    const total = query.count ? await this.count(actor, sql, conditions.values) : undefined;
    const sort = sortBy('-approvedOn', { approvedOn: 's.approved_on' });
    seekPast(query.cursor, sort, 's.id', conditions);
    const text = `${STATEMENTS} ${conditions.where} ${orderBy(sort, 's.id')} ${limitOf(query)}`;
    const rows = await this.reads.rows<FigureStatementView>(actor, text, conditions.values);
    const page = pageOf(rows, query, sort, ({ approvedOn, id }) => [approvedOn, id], same);
    return total === undefined ? page : { ...page, count: total };
  }

  /** Throws DomainError when there is no such statement, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<FigureStatementView> {
    const text = `${STATEMENTS} where s.health_body_id = $1 and s.id = $2`;
    const [row] = await this.reads.rows<FigureStatementView>(actor, text, [actor.organisationId, id]);
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row;
  }

  /**
   * Who approved the notice of a period, with its figures as they are now; answers the id. Throws DomainError `invalid`
   * with the field, `conflict` where the period is not over or has a statement.
   */
  async enter(actor: Actor, { approvedOn, ...request }: EnterStatementDto): Promise<string> {
    const statement = { ...request, approvedOn: calendarDate(approvedOn) };
    const rates = await this.figures.ratesOf(actor);
    return this.tenant.once(actor, async (tx) => {
      const period = await noticePeriod(tx, request.periodId);
      this.checkDay(period, statement.approvedOn);
      const { notice } = await this.figures.in(tx, { from: period.fromOn, to: period.toOn }, rates);
      const id = await add(tx, statement, notice);
      await this.audit.record(tx, {
        action: 'figure-statement.entered',
        subjectId: id,
        detail: { periodId: period.id, approvedOn: statement.approvedOn },
      });
      return id;
    });
  }

  /** Takes a statement back, for another to be entered. Throws DomainError `conflict`, `stale`, `not-found`. */
  withdraw(actor: Actor, id: string, version: number): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const [found] = await tx.query<{ version: number; withdrawn: boolean }>(
        'select version, withdrawn_at is not null as withdrawn from figure_statement where health_body_id = $1 and id = $2',
        [actor.organisationId, id],
      );
      if (found === undefined) throw new DomainError('not-found', NOT_FOUND);
      checkVersion(found.version, version);
      const changed = await tx.change(
        `update figure_statement set withdrawn_at = now(), version = version + 1
         where health_body_id = $1 and id = $2 and withdrawn_at is null`,
        [actor.organisationId, id],
      );
      if (changed === 0) throw new DomainError('conflict', 'This statement was taken back already.');
      await this.audit.record(tx, { action: 'figure-statement.withdrawn', subjectId: id });
      return id;
    });
  }

  private checkDay({ toOn }: ReportingPeriodView, approvedOn: CalendarDate): void {
    const today = this.clock.today();
    if (toOn >= today) throw new DomainError('conflict', `This period ends on ${toOn}: its figures are not whole yet.`);
    if (approvedOn <= toOn || approvedOn > today) {
      throw wrong(
        '/approvedOn',
        `The approval comes after the period, which ended on ${toOn}: give a later day, today at the latest.`,
      );
    }
  }

  private async count(actor: Actor, sql: string, values: unknown[]): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(actor, sql, [...values]);
    return Number(row?.total ?? 0);
  }
}

async function noticePeriod(tx: Tx, id: string): Promise<ReportingPeriodView> {
  const [period] = await tx.query<ReportingPeriodView>(`${PERIODS} where p.id = $1`, [id]);
  if (period?.kind === 'compliance_notice') return period;
  throw wrong('/periodId', 'periodId must be the id of a period of payments compliance notices.');
}

async function add(tx: Tx, { periodId, name, jobTitle, approvedOn }: NewStatement, figures: object): Promise<string> {
  const [added] = await tx.query<{ id: string }>(
    `insert into figure_statement (health_body_id, id, period_id, name, job_title, approved_on, figures, entered_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (health_body_id, period_id) where withdrawn_at is null do nothing
     returning id`,
    [tx.actor.organisationId, uuid(), periodId, name, jobTitle, approvedOn, figures, tx.actor.id],
  );
  if (added !== undefined) return added.id;
  throw new DomainError(
    'conflict',
    'The notice of this period has a statement already. Take that one back before you enter another.',
  );
}

function wrong(pointer: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer, detail }]);
}

function same<Row>(row: Row): Row {
  return row;
}
