import { Injectable } from '@nestjs/common';
import { notCounting } from '../../payments';
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

const IS_LIVE = `contract_state_on(c, $2::date) in ('active', 'suspended')`;

/** Of each live contract its group, and whether nobody of the health body leads it today. */
const LIVE = `
  select b.group_id, null::uuid, 0::bigint, 0, 0, (not bool_or(not b.live))::integer
  from (
    select c.group_id, c.id as contract_id, true as live from contract c
    where c.health_body_id = $1 and ${IS_LIVE}
    union all
    select l.group_id, l.contract_id, false from named_lead l
    where l.health_body_id = $1 and l.side = 'health' and l.role = 'lead'
      and daterange(l.from_on, l.to_on, '[]') @> $2::date) b
  group by b.group_id, b.contract_id having bool_or(b.live)`;

const OVERDUE = `
  select i.group_id, null, i.amount_pence - i.received_pence, 0, 0, 0 from instalment i
  where i.health_body_id = $1 and i.state <> 'cancelled' and i.settled_on is null and i.due_on < $2::date
    and i.contract_id not in ${notCounting('$1', '$2::date')}`;

const CARE = `
  select f.group_id, null, 0, case f.severity when 'critical' then 3 when 'serious' then 2 else 1 end, 1, 0
  from finding f
  left join finding_response r on r.health_body_id = f.health_body_id and r.group_id = f.group_id
    and r.finding_id = f.id and r.side = 'health'
  where f.health_body_id = $1 and f.cleared_on is null and f.severity is not null and f.audience <> 'group'
    and coalesce(r.snoozed_until < $2::date, true)`;

/**
 * $1 the health body, $2 today, $3 a part of the name. What the choice asks for is put one below the other and added up by
 * group: joined, it would be gone through once for each partnership, as no plan can know how much there is. What it does
 * not ask for is not read: by their names, partnerships come without their money and findings.
 */
const table = (filter: Filter, sort: Sort) => {
  const asked = [
    ...(filter === 'late' || sort === 'late' ? [OVERDUE] : []),
    ...(filter === 'care' || sort === 'care' ? [CARE] : []),
    ...(filter === 'nobody' ? [LIVE] : []),
  ];
  return `
  with summed as materialized (
    select a.group_id, max(a.id::text)::uuid as id, sum(a.overdue) as overdue, max(a.worst) as worst,
      sum(a.findings) as findings, sum(a.nobody)::integer as nobody
    from (
      select p.group_id, p.id, 0::bigint as overdue, 0 as worst, 0 as findings, 0 as nobody
      from partnership p where p.health_body_id = $1
      ${asked.map((part) => `union all ${part}`).join('\n')}) a
    group by a.group_id),
  s as (
    select t.id, t.group_id, g.name as "group", g.name_key, g.joined_at is not null as joined, t.overdue,
      t.worst * 1000 + least(t.findings, 999) as care, t.nobody
    from summed t
    join organisation g on g.id = t.group_id
    where t.id is not null and ($3 = '' or position($3 in g.name_key) > 0)),
  keyed as materialized (select s.*, ${KEYS[sort]} as key from s where ${WHICH[filter]})`;
};

/** How many contracts of a row of the page are live. */
const LIVE_OF_ROW = `(select count(*)::integer from contract c
  where c.health_body_id = $1 and c.group_id = k.group_id and ${IS_LIVE})`;

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
       select k.id, k.group_id, k."group", ${LIVE_OF_ROW} as live, k.key, t.total
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
