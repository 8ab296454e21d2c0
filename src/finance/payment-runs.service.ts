import { Injectable } from '@nestjs/common';
import {
  Clock,
  Conditions,
  NOT_FOUND,
  orderBy,
  pageOf,
  ReadsService,
  seekPast,
  sortBy,
  TenantService,
} from '../platform';
import type { Actor, ListQuery, Page, Sort, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { penceFromDatabase } from '../shared/money';
import { limitOf } from './approval-limits.service';
import { Approvers } from './approvers.service';
import type { RunDetail, RunListQuery, RunRow } from './payment-runs.dto';
import { DIFFERENT_LINES } from './run-candidates';
import type { DifferenceRow, LeftOutRow, LineRow } from './run-lines.dto';
import { whyNotApprove } from './run.rules';

const RUN = `
  select r.*, (select count(*)::integer from payment_run_left_out o
    where o.health_body_id = r.health_body_id and o.run_id = r.id) as left_out_count
  from payment_run r`;

const LINES = `
  select l.id, l.position, l.instalment_id, l.payee_name, l.supplier_number, l.reference, l.amount_pence, l.due_on,
    l.send_by_on, l.cost_centre, l.account_code, l.analysis_code, l.live, i.state as instalment_state
  from payment_run_line l
  join instalment i on i.health_body_id = l.health_body_id and i.group_id = l.group_id and i.id = l.instalment_id`;

const BEFORE_EXPORT = ['draft', 'submitted', 'approved'];

/** Reading payment runs. */
@Injectable()
export class PaymentRuns {
  constructor(
    private readonly reads: ReadsService,
    private readonly tenant: TenantService,
    private readonly clock: Clock,
    private readonly approvers: Approvers,
  ) {}

  async list(actor: Actor, query: RunListQuery): Promise<Page<RunRow>> {
    const conditions = new Conditions();
    conditions.add('r.health_body_id = ?', actor.organisationId);
    conditions.addIf(query.state, 'r.state = ?');
    conditions.addIf(query.underWay, `(r.state not in ('closed', 'cancelled')) = ?`);
    const sort = sortBy(query.sort, { number: 'r.number' });
    const all = query.count ? await this.count(actor, 'payment_run r', conditions) : undefined;
    seekPast(query.cursor, sort, 'r.id', conditions);
    const limit = conditions.value(query.limit + 1);
    const rows = await this.reads.rows<RunRow>(
      actor,
      `${RUN} ${conditions.where} ${orderBy(sort, 'r.id')} limit ${limit}`,
      conditions.values,
    );
    return counted(
      pageOf(rows, query, sort, (row) => [String(row.number), row.id], same),
      all,
    );
  }

  /** Throws DomainError `not-found` when there is no such run, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<RunDetail> {
    const calendar = await this.approvers.calendar(actor);
    return this.tenant.snapshot(actor, async (tx) => {
      const row = await findRun(tx, id);
      const open = BEFORE_EXPORT.includes(row.state);
      const needsApprover = row.state === 'draft' || row.state === 'submitted';
      const toApprove = {
        totalPence: penceFromDatabase(row.total_pence),
        sendByOn: row.send_by_on,
        touchedBy: row.touched_by,
        submittedBy: row.submitted_by,
      };
      const warning = needsApprover ? await this.approvers.warning(tx, calendar, toApprove) : null;
      const limitPence = await limitOf(tx, actor.id);
      const isApprover = actor.roles.includes('finance_approver');
      const accountId = actor.kind === 'account' ? actor.id : null;
      return {
        row,
        warnings: warning === null ? [] : [{ code: 'no_approver', detail: warning }],
        whyNotApprove: whyNotApprove(toApprove, { accountId, isApprover, limitPence }),
        differenceCount: open ? await differencesIn(tx, id, this.clock.today()) : 0,
        settledCount: open ? 0 : await settledIn(tx, id),
      };
    });
  }

  /** The lines in their order. Throws DomainError `not-found` when there is no such run. */
  async lines(actor: Actor, runId: string, query: ListQuery): Promise<Page<LineRow>> {
    await this.assertThere(actor, runId);
    const conditions = ofRun('l', actor, runId);
    const sort = sortBy('position', { position: 'l.position' });
    const all = query.count ? await this.count(actor, 'payment_run_line l', conditions) : undefined;
    seekPast(query.cursor, sort, 'l.id', conditions);
    const rows = await this.page<LineRow>(actor, LINES, { conditions, sort, idColumn: 'l.id' }, query);
    return counted(
      pageOf(rows, query, sort, (row) => [String(row.position), row.id], same),
      all,
    );
  }

  /** What had to be sent by the day too, by the day it must be sent. Throws DomainError `not-found`. */
  async leftOut(actor: Actor, runId: string, query: ListQuery): Promise<Page<LeftOutRow>> {
    await this.assertThere(actor, runId);
    const conditions = ofRun('o', actor, runId);
    const sort = sortBy('sendByOn', { sendByOn: 'o.send_by_on' });
    const all = query.count ? await this.count(actor, 'payment_run_left_out o', conditions) : undefined;
    seekPast(query.cursor, sort, 'o.instalment_id', conditions);
    const from = 'select o.* from payment_run_left_out o';
    const rows = await this.page<LeftOutRow>(actor, from, { conditions, sort, idColumn: 'o.instalment_id' }, query);
    return counted(
      pageOf(rows, query, sort, (row) => [row.send_by_on, row.instalment_id], same),
      all,
    );
  }

  /** The lines that are no longer as they were added; none once the run is exported. Throws DomainError `not-found`. */
  differences(actor: Actor, runId: string, query: ListQuery): Promise<Page<DifferenceRow>> {
    return this.tenant.snapshot(actor, async (tx) => {
      const { state } = await findRun(tx, runId);
      const sort = sortBy('position', { position: 'd.position' });
      if (!BEFORE_EXPORT.includes(state)) return { items: [], next: null, ...(query.count && { count: 0 }) };
      const conditions = new Conditions();
      for (const value of [actor.organisationId, this.clock.today(), runId]) conditions.value(value);
      const all = query.count ? await differencesIn(tx, runId, this.clock.today()) : undefined;
      seekPast(query.cursor, sort, 'd.id', conditions);
      const rows = await tx.query<DifferenceRow>(
        `select d.* from (${DIFFERENT_LINES}) d ${conditions.where} ${orderBy(sort, 'd.id')} limit ${conditions.value(query.limit + 1)}`,
        conditions.values,
      );
      return counted(
        pageOf(rows, query, sort, (row) => [String(row.position), row.id], same),
        all,
      );
    });
  }

  private page<Row extends object>(
    actor: Actor,
    from: string,
    { conditions, sort, idColumn }: { conditions: Conditions; sort: Sort; idColumn: string },
    query: ListQuery,
  ): Promise<Row[]> {
    const limit = conditions.value(query.limit + 1);
    const sql = `${from} ${conditions.where} ${orderBy(sort, idColumn)} limit ${limit}`;
    return this.reads.rows<Row>(actor, sql, conditions.values);
  }

  private async assertThere(actor: Actor, runId: string): Promise<void> {
    const found = await this.reads.rows(actor, 'select 1 from payment_run where health_body_id = $1 and id = $2', [
      actor.organisationId,
      runId,
    ]);
    if (found.length === 0) throw new DomainError('not-found', NOT_FOUND);
  }

  private async count(actor: Actor, table: string, { where, values }: Conditions): Promise<number> {
    const sql = `select count(*)::integer as total from ${table} ${where}`;
    const [row] = await this.reads.rows<{ total: number }>(actor, sql, [...values]);
    return row?.total ?? 0;
  }
}

const same = <Row>(row: Row): Row => row;

function counted<Item>(page: Page<Item>, count: number | undefined): Page<Item> {
  return count === undefined ? page : { ...page, count };
}

function ofRun(table: string, actor: Actor, runId: string): Conditions {
  const conditions = new Conditions();
  conditions.add(`${table}.health_body_id = ?`, actor.organisationId);
  conditions.add(`${table}.run_id = ?`, runId);
  return conditions;
}

async function findRun(tx: Tx, id: string): Promise<RunRow> {
  const [row] = await tx.query<RunRow>(`${RUN} where r.health_body_id = $1 and r.id = $2`, [
    tx.actor.organisationId,
    id,
  ]);
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  return row;
}

async function differencesIn(tx: Tx, runId: string, today: string): Promise<number> {
  const [row] = await tx.query<{ total: number }>(`select count(*)::integer as total from (${DIFFERENT_LINES}) d`, [
    tx.actor.organisationId,
    today,
    runId,
  ]);
  return row?.total ?? 0;
}

async function settledIn(tx: Tx, runId: string): Promise<number> {
  const [row] = await tx.query<{ total: number }>(
    `select count(*)::integer as total from payment_run_line l
     join instalment i on i.health_body_id = l.health_body_id and i.group_id = l.group_id and i.id = l.instalment_id
     where l.health_body_id = $1 and l.run_id = $2 and (not l.live or i.state in ('paid', 'returned'))`,
    [tx.actor.organisationId, runId],
  );
  return row?.total ?? 0;
}
