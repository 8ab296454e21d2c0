import { Injectable } from '@nestjs/common';
import { Conditions, limitOf, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../../platform';
import type { Actor, Page } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import type { RemittanceLineRow, RemittanceListQuery, RemittanceRow } from './remittances.dto';

const SORTS = { paymentDate: 'r.payment_date' };

/** What a group may read of one: it learns of no run. */
const COLUMNS = `r.id, r.health_body_id, r.number, r.payment_date, r.payee_name, r.payee_line, r.line_count, r.total_pence,
  r.made_at`;
const view = (found: string) => `
  select ${COLUMNS}, h.name as health_body from (${found}) r join organisation h on h.id = r.health_body_id`;

/** What was paid to whom, as both sides read it: the payee's name is the only name of a group in it. */
@Injectable()
export class Remittances {
  constructor(private readonly reads: ReadsService) {}

  async list(actor: Actor, query: RemittanceListQuery): Promise<Page<RemittanceRow>> {
    const conditions = filter(actor, query);
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, SORTS);
    seekPast(query.cursor, sort, 'r.id', conditions);
    const order = orderBy(sort, 'r.id');
    const found = `select ${COLUMNS} from remittance r ${conditions.where} ${order} ${limitOf(query)}`;
    const rows = await this.reads.rows<RemittanceRow>(actor, `${view(found)} ${order}`, conditions.values);
    const keyOf = (row: RemittanceRow): [string, string] => [row.payment_date, row.id];
    const page = pageOf(rows, query, sort, keyOf, (row) => row);
    return total === undefined ? page : { ...page, count: total };
  }

  /** Throws DomainError when there is no such remittance, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<{ remittance: RemittanceRow; lines: RemittanceLineRow[] }> {
    const mine = `${tenantOf(actor)} = $2`;
    const [remittance] = await this.reads.rows<RemittanceRow>(
      actor,
      view(`select ${COLUMNS} from remittance r where r.id = $1 and r.${mine}`),
      [id, actor.organisationId],
    );
    if (remittance === undefined) throw new DomainError('not-found', NOT_FOUND);
    const lines = await this.reads.rows<RemittanceLineRow>(
      actor,
      `select l.position, l.instalment_id, l.amount_pence, l.reference, l.invoice_number, i.period_starts_on,
         i.period_ends_on, i.due_on
       from remittance_line l
       join instalment i on i.health_body_id = l.health_body_id and i.group_id = l.group_id and i.id = l.instalment_id
       where l.remittance_id = $1 and l.${mine} order by l.position`,
      [id, actor.organisationId],
    );
    return { remittance, lines };
  }

  private async count(actor: Actor, conditions: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from remittance r ${conditions.where}`,
      conditions.values,
    );
    return Number(row?.total ?? 0);
  }
}

function tenantOf({ side }: Actor): string {
  return side === 'health' ? 'health_body_id' : 'group_id';
}

function filter(actor: Actor, { runId, from, to }: RemittanceListQuery): Conditions {
  if (runId !== undefined && actor.side === 'group') {
    const detail = 'runId is for health bodies: leave it out.';
    throw new DomainError('invalid', detail, [{ pointer: '/runId', detail }]);
  }
  const conditions = new Conditions();
  conditions.add(`r.${tenantOf(actor)} = ?`, actor.organisationId);
  conditions.addIf(runId, 'r.run_id = ?');
  conditions.addIf(from, 'r.payment_date >= ?');
  conditions.addIf(to, 'r.payment_date <= ?');
  return conditions;
}
