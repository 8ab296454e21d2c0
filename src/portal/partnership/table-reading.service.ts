import { Injectable } from '@nestjs/common';
import { ReadsService } from '../../platform';
import type { Actor } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import { foldName } from '../../shared/text';

const ROWS = 25;

/** Which partnerships, each in the words of the page's choice. */
export const FILTERS = {
  all: 'All',
  late: 'With a late payment',
  care: 'That need care',
  nobody: 'With nobody named on a live contract',
  unjoined: 'Whose group has not joined',
} as const;
export type Filter = keyof typeof FILTERS;

export const SORTS = { name: 'Name', late: 'Most late first', care: 'Most in need of care first' } as const;
export type Sort = keyof typeof SORTS;

export interface TableQuery {
  q: string;
  filter: Filter;
  sort: Sort;
  /** Behind this key and id; null begins at the first. */
  after: { key: string; id: string } | null;
}

export interface TableRow {
  id: string;
  groupId: string;
  group: string;
  live: number;
}

interface Row {
  id: string;
  group_id: string;
  group: string;
  live: number;
  key: string;
}

const WHICH: Record<Filter, string> = {
  all: 'true',
  late: 's.overdue > 0',
  care: 's.care > 0',
  nobody: 's.nobody > 0',
  unjoined: 'not s.joined',
};

/** Text that sorts as the choice says, ascending; what is larger comes first where the most comes first. */
const KEYS: Record<Sort, string> = {
  name: 's.name_key',
  late: `lpad((1000000000000000 - s.overdue)::text, 16, '0')`,
  care: `lpad((9999 - s.care)::text, 4, '0')`,
};

/**
 * $1 the health body, $2 today, $3 a part of the name. Money and findings are summed once for the whole body, each by its
 * index, so that a page of any order costs the same.
 */
const table = (filter: Filter, sort: Sort) => `
  with owed as materialized (
    select i.group_id, sum(i.amount_pence - i.received_pence) as pence
    from instalment i
    join contract c on c.health_body_id = i.health_body_id and c.group_id = i.group_id and c.id = i.contract_id
    where i.health_body_id = $1 and i.state <> 'cancelled' and i.settled_on is null and i.due_on < $2::date
      and contract_state_on(c, $2::date) not in ('draft', 'withdrawn')
    group by i.group_id),
  care as materialized (
    select f.group_id, max(case f.severity when 'critical' then 3 when 'serious' then 2 else 1 end) as worst,
      count(*) as n
    from finding f
    left join finding_response r on r.health_body_id = f.health_body_id and r.finding_id = f.id and r.side = 'health'
    where f.health_body_id = $1 and f.cleared_on is null and f.severity is not null and f.audience <> 'group'
      and coalesce(r.snoozed_until < $2::date, true)
    group by f.group_id),
  live as materialized (
    select c.group_id, count(*)::integer as n, count(*) filter (where not exists (
        select 1 from named_lead l where l.health_body_id = c.health_body_id and l.group_id = c.group_id
          and l.contract_id = c.id and l.side = 'health' and l.role = 'lead'
          and daterange(l.from_on, l.to_on, '[]') @> $2::date)) as nobody
    from contract c
    where c.health_body_id = $1 and contract_state_on(c, $2::date) in ('active', 'suspended')
    group by c.group_id),
  s as (
    select p.id, p.group_id, g.name as "group", g.name_key, g.joined_at is not null as joined,
      coalesce(o.pence, 0) as overdue, coalesce(f.worst * 1000 + least(f.n, 999), 0) as care,
      coalesce(l.n, 0) as live, coalesce(l.nobody, 0) as nobody
    from partnership p
    join organisation g on g.id = p.group_id
    left join owed o on o.group_id = p.group_id
    left join care f on f.group_id = p.group_id
    left join live l on l.group_id = p.group_id
    where p.health_body_id = $1 and ($3 = '' or position($3 in g.name_key) > 0)),
  keyed as (select s.*, ${KEYS[sort]} as key from s where ${WHICH[filter]})`;

/** The partnerships of a health body as a table: searched, narrowed, in the order asked for, page by page. */
@Injectable()
export class PartnershipTable {
  constructor(private readonly reads: ReadsService) {}

  async page(
    actor: Actor,
    today: CalendarDate,
    { q, filter, sort, after }: TableQuery,
  ): Promise<{ rows: TableRow[]; count: number; next: { key: string; id: string } | null }> {
    const place = after === null ? [null, null] : [after.key, after.id];
    const values = [actor.organisationId, today, foldName(q), ...place];
    const rows = await this.reads.rows<Row & { total: string }>(
      actor,
      `${table(filter, sort)}
       select k.id, k.group_id, k."group", k.live, k.key, t.total
       from (select count(*) as total from keyed) t
       cross join lateral (
         select * from keyed k where $4::text is null or (k.key, k.id) > ($4, $5::uuid)
         order by k.key, k.id limit ${String(ROWS + 1)}) k
       order by k.key, k.id`,
      values,
    );
    const shown = rows.slice(0, ROWS);
    const last = rows.length > ROWS ? shown.at(-1) : undefined;
    return {
      rows: shown.map(({ id, group_id, group, live }) => ({ id, groupId: group_id, group, live })),
      count: Number(rows[0]?.total ?? 0),
      next: last === undefined ? null : { key: last.key, id: last.id },
    };
  }
}
