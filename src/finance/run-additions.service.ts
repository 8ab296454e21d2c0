import { Injectable } from '@nestjs/common';
import { Clock, Conditions, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast } from '../platform';
import type { Actor, Page, Sort } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { AdditionListQuery, AdditionRow } from './run-additions.dto';
import { candidates } from './run-candidates';

const BY_SEND_BY: Sort = { name: 'sendByOn', column: 'i.send_by_on', descending: false };

/** What could be added to a draft by hand: payments that may be sent and are in no run, the most pressing first. */
@Injectable()
export class RunAdditions {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  /** Nothing for a run that is no draft any more. Throws DomainError `not-found`. */
  async list(actor: Actor, runId: string, query: AdditionListQuery): Promise<Page<AdditionRow>> {
    const [run] = await this.reads.rows<{ state: string }>(
      actor,
      'select state from payment_run where health_body_id = $1 and id = $2',
      [actor.organisationId, runId],
    );
    if (run === undefined) throw new DomainError('not-found', NOT_FOUND);
    if (run.state !== 'draft') return { items: [], next: null, ...(query.count && { count: 0 }) };
    const conditions = new Conditions();
    conditions.add(`i.health_body_id = ${conditions.value(actor.organisationId)}`);
    conditions.value(this.clock.today());
    const named = query.search === undefined ? 'true' : matching(conditions.value(`%${escaped(query.search)}%`));
    const count = query.count ? await this.count(actor, named, [...conditions.values]) : undefined;
    conditions.add('i.settled_on is null');
    conditions.add(`i.state <> 'cancelled'`);
    conditions.add(named);
    seekPast(query.cursor, BY_SEND_BY, 'i.id', conditions);
    const rows = await this.reads.rows<AdditionRow>(
      actor,
      `select j.id as instalment_id, j.payee_name, j.reference, j.outstanding as amount_pence, j.due_on, j.send_by_on
       ${inOrder(conditions.where, query.search !== undefined)} where j.reason is null
       order by o.send_by_on, o.id limit ${conditions.value(query.limit + 1)}`,
      conditions.values,
    );
    const page = pageOf(
      rows,
      query,
      BY_SEND_BY,
      (row) => [row.send_by_on, row.instalment_id],
      (row) => row,
    );
    return count === undefined ? page : { ...page, count };
  }

  private async count(actor: Actor, named: string, values: unknown[]): Promise<number> {
    const [row] = await this.reads.rows<{ total: number }>(
      actor,
      `select count(*)::integer as total from (${candidates(named)}) j where j.reason is null`,
      values,
    );
    return row?.total ?? 0;
  }
}

/**
 * SQL: the payments `i` that `where` finds, in the order of their index and judged one by one, so that a page judges no
 * more than it shows: a limit and an offset keep the planner from joining all of them first.
 */
function inOrder(where: string, byName: boolean): string {
  const named = `join contract c on c.health_body_id = i.health_body_id and c.group_id = i.group_id and c.id = i.contract_id
    join organisation g on g.id = i.group_id`;
  return `from (select i.id, i.send_by_on from instalment i ${byName ? named : ''} ${where}
      ${orderBy(BY_SEND_BY, 'i.id')} offset 0) o
    cross join lateral (${candidates('i.id = o.id')} limit 1) j`;
}

function matching(parameter: string): string {
  return `(c.reference ilike ${parameter} or coalesce(g.payee_name, g.name) ilike ${parameter})`;
}

/** What means something in a pattern is looked for as it stands. */
function escaped(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}
