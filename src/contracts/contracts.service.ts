import { Injectable } from '@nestjs/common';
import { Clock, Conditions, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../platform';
import type { Actor, Page, Side } from '../platform';
import { foldName } from '../shared/text';
import type { ContractListQuery, ContractRow } from './contracts.dto';

const SORTS = { startsOn: 'c.starts_on', endsOn: 'c.ends_on', reference: 'c.reference_key' };

/** The columns of a ContractRow; the state is judged on the day in the parameter named. */
export const contractColumns = (asOf: string) => `
  c.id, c.health_body_id, h.name as health_body, c.group_id, g.name as "group", c.reference, c.reference_key, c.title,
  contract_state_on(c, ${asOf}::date) as state, c.instrument, c.regime, c.value_pence, c.starts_on, c.ends_on, c.timing,
  c.rhythm, c.payment_days, c.payment_day, c.deviation_reason, c.advance_basis, c.purchase_order, c.vat_treatment,
  c.invoice_needed, c.purchase_order_needed, c.version`;
export const NAMED = 'join organisation h on h.id = c.health_body_id join organisation g on g.id = c.group_id';

type Row = ContractRow & { reference_key: string };

@Injectable()
export class ContractsService {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: ContractListQuery): Promise<Page<Row>> {
    const filter = this.filter(actor, query);
    const total = query.count ? await this.count(actor, filter) : undefined;
    const sort = sortBy(query.sort, SORTS);
    seekPast(query.cursor, sort, 'c.id', filter.conditions);
    const rows = await this.reads.rows<Row>(
      actor,
      `select ${contractColumns(filter.asOf)} from contract c ${NAMED}
       ${filter.conditions.where} ${orderBy(sort, 'c.id')} limit ${filter.conditions.value(query.limit + 1)}`,
      filter.conditions.values,
    );
    const keyOf = (row: Row): [string, string] => [keyColumn(row, query.sort), row.id];
    const page = pageOf(rows, query, sort, keyOf, (row) => row);
    return total === undefined ? page : { ...page, count: total };
  }

  private filter(actor: Actor, query: ContractListQuery): { conditions: Conditions; asOf: string } {
    const conditions = new Conditions();
    const asOf = conditions.value(query.asOf ?? this.clock.today());
    conditions.addIf(query.groupId, 'c.group_id = ?');
    conditions.addIf(query.healthBodyId, 'c.health_body_id = ?');
    conditions.addIf(query.reference?.toLowerCase(), 'c.reference_key = ?');
    conditions.addIf(query.endsBefore, 'c.ends_on < ?');
    if (query.search !== undefined) search(actor.side, query.search, conditions);
    // Said as a case, which the planner takes for true of half: so it keeps the index that gives the order.
    conditions.addIf(query.state, `case contract_state_on(c, ${asOf}::date) when ? then true else false end`);
    conditions.addIf(
      query.monthlyInAdvance,
      `(c.timing = 'in_advance' and c.rhythm = 'monthly' and c.payment_day is null) = ?`,
    );
    return { conditions, asOf };
  }

  private async count(actor: Actor, { conditions }: { conditions: Conditions }): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total, $1::date from contract c ${conditions.where}`,
      conditions.values,
    );
    return Number(row?.total ?? 0);
  }
}

const OTHER_SIDE: Record<Side, string> = { health: 'c.group_id', group: 'c.health_body_id' };

/** In the reader's own contracts: the walls come first. The reader's own name would be found in every one of them. */
function search(side: Side, text: string, conditions: Conditions): void {
  const sought = foldName(text);
  conditions.add(
    `position(? in c.reference_key) > 0 or position(? in lower(c.title)) > 0
     or exists (select 1 from organisation o where o.id = ${OTHER_SIDE[side]} and position(? in o.name_key) > 0)`,
    sought,
    sought,
    sought,
  );
}

function keyColumn(row: Row, sort: string): string {
  if (sort.endsWith('reference')) return row.reference_key;
  return sort.endsWith('startsOn') ? row.starts_on : row.ends_on;
}
