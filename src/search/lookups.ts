import { groupNameFor, knowsPartners } from '../payments';
import type { Actor, Side } from '../platform';
import type { HitKind } from './search.dto';

/** What both sides of a partnership read and do together. */
const SHARED: readonly HitKind[] = ['person', 'contract', 'decision', 'commencement', 'material', 'challenge'];
const LOGGED: readonly HitKind[] = ['introduction', 'payment', 'invoice', 'engagement', 'note'];

/** Whose search finds what. Those who only pay find payees and what payments are called, and nothing else. */
export function kindsFor(actor: Actor): readonly HitKind[] {
  if (actor.side === 'group') return [...SHARED, ...LOGGED];
  if (!knowsPartners(actor)) return ['payee', 'payment', 'invoice'];
  return ['group', ...SHARED, ...LOGGED, 'strategy'];
}

const inWords = (lookup: string) => (most: string) => `${lookup}($1, to_tsquery('simple', $4), ${most})`;

/** SQL: the ids of a kind, best first, found by the server within the tenant. $1 side, $2 patterns, $3 beginning, $4 query. */
export const FOUND: Readonly<Record<HitKind, (most: string) => string>> = {
  group: (most) => `find_groups($2, ${most})`,
  payee: (most) => `find_payees($2, ${most})`,
  person: (most) => `find_people($1, $2, ${most})`,
  contract: (most) => `find_contracts($1, $2, ${most})`,
  decision: inWords('find_decisions'),
  commencement: inWords('find_commencements'),
  material: inWords('find_materials'),
  challenge: inWords('find_challenges'),
  introduction: inWords('find_introductions'),
  payment: (most) => `find_payments($1, $3, ${most})`,
  invoice: (most) => `find_invoices($1, $3, ${most})`,
  engagement: inWords('find_in_log'),
  note: inWords('find_in_notes'),
  strategy: (most) => `find_strategies(to_tsquery('simple', $4), ${most})`,
};

/** SQL: what is shown of found records, read behind the walls. Whatever the walls keep back is missing from it. */
export function shownOf(kind: HitKind, actor: Actor): string {
  if (kind === 'strategy') return STRATEGIES;
  const tenant = actor.side === 'health' ? 'health_body_id' : 'group_id';
  const other = actor.side === 'health' ? groupNameFor(actor) : 'h.name';
  const knows = actor.side === 'group' || knowsPartners(actor);
  const { columns, from, partnership = 'p.id' } = SHOWN[kind](other, actor.side);
  return `select f.kind, f.place, x.id, ${columns},
      ${knows ? partnership : 'null::uuid'} as partnership_id
    from found f join ${from} x on x.${tenant} = $1 and x.id = f.id
    join partnership p on p.health_body_id = x.health_body_id and p.group_id = x.group_id
    join organisation h on h.id = x.health_body_id join organisation g on g.id = x.group_id
    ${JOINS[kind] ?? ''} where f.kind = '${kind}'`;
}

/** Of a health body alone, and of no partnership: its priorities say what it is about. */
const STRATEGIES = `
  select f.kind, f.place, x.id, x.title, (select string_agg(y.title, ', ' order by y.position) from strategy_priority y
      where y.health_body_id = x.health_body_id and y.document_id = x.id) as about,
    x.from_on as "on", null::bigint as pence, null::uuid as partnership_id
  from found f join strategy_document x on x.health_body_id = $1 and x.id = f.id where f.kind = 'strategy'`;

interface Shown {
  columns: string;
  from: string;
  partnership?: string;
}

/** By its contract: only the newest version is found. */
const NEWEST_COMMENCEMENT = `(select k.*, k.contract_id as id from commencement k where not exists (
  select 1 from commencement n where n.health_body_id = k.health_body_id and n.contract_id = k.contract_id
    and n.number > k.number))`;

const NOTHING = `null::date as "on", null::bigint as pence`;

const SHOWN: Readonly<Record<Exclude<HitKind, 'strategy'>, (other: string, side: Side) => Shown>> = {
  group: () => ({
    columns: `g.name as title, (select string_agg(a.name, ', ' order by a.name_key) from partnership_alias a
      where a.health_body_id = x.health_body_id and a.group_id = x.group_id) as about, ${NOTHING}`,
    from: 'partnership',
  }),
  payee: (other) => ({ columns: `${other} as title, null::text as about, ${NOTHING}`, from: 'partnership' }),
  // Somebody of one's own organisation may deal with many partnerships, and is shown once.
  person: (other, side) => ({
    columns: `coalesce(x.name, x.email) as title, concat_ws(', ',
      case x.side when '${side}' then ${side === 'health' ? 'h.name' : 'g.name'} else ${other} end, x.email) as about, ${NOTHING}`,
    from: 'contact',
    partnership: `case when x.side <> '${side}' then p.id end`,
  }),
  contract: (other) => ({
    columns: `x.title, concat_ws(', ', ${other}, x.reference) as about, x.ends_on as "on", null::bigint as pence`,
    from: 'contract',
  }),
  decision: (other) => ({
    columns: `concat_ws('. ', rtrim(x.title, '. '), x.what) as title, concat_ws(', ', ${other}, c.reference) as about,
      x.proposed_on as "on", null::bigint as pence`,
    from: 'decision',
  }),
  commencement: (other) => ({
    columns: `concat_ws('. ', x.health_availability, x.group_availability,
        (select string_agg(e ->> 'what', '. ') from jsonb_array_elements(x.deadlines) e)) as title,
      concat_ws(', ', ${other}, c.reference) as about, x.proposed_on as "on", null::bigint as pence`,
    from: NEWEST_COMMENCEMENT,
  }),
  material: (other) => ({
    columns: `x.title, concat_ws(', ', ${other}, case when x.latest > 0 then 'version ' || x.latest end) as about,
      x.started_on as "on", null::bigint as pence`,
    from: 'material',
  }),
  challenge: (other) => ({
    columns: `concat_ws('. ', rtrim(x.words, '. '), rtrim(x.wanted, '. '), x.fact) as title,
      concat_ws(', ', ${other}, c.reference) as about, x.raised_on as "on", null::bigint as pence`,
    from: 'challenge',
  }),
  introduction: (other) => ({
    columns: `concat_ws('. ', x.entry_name, x.why) as title, ${other} as about, x.asked_on as "on",
      null::bigint as pence`,
    from: 'introduction',
  }),
  payment: (other) => ({
    columns: `${other} as title, concat_ws(', ', c.reference, r.reference) as about, x.due_on as "on",
      x.amount_pence as pence`,
    from: 'instalment',
  }),
  invoice: (other) => ({
    columns: `x.number as title, concat_ws(', ', ${other}, c.reference) as about, x.dated_on as "on",
      x.total_pence as pence`,
    from: 'invoice',
  }),
  engagement: (other) => ({
    columns: `concat_ws('. ', rtrim(x.purpose, '. '), x.outcome) as title, ${other} as about, x.happened_on as "on",
      null::bigint as pence`,
    from: 'engagement',
  }),
  note: (other) => ({
    columns: `x.body as title, ${other} as about, (x.created_at at time zone 'Europe/London')::date as "on",
      null::bigint as pence`,
    from: 'note',
  }),
};

const OF_CONTRACT = `join contract c on c.health_body_id = x.health_body_id and c.group_id = x.group_id and c.id = x.contract_id`;
const JOINS: Readonly<Partial<Record<HitKind, string>>> = {
  decision: OF_CONTRACT,
  commencement: OF_CONTRACT,
  challenge: `left ${OF_CONTRACT}`,
  invoice: OF_CONTRACT,
  payment: `${OF_CONTRACT}
    left join lateral (select r.reference from receipt r where r.health_body_id = x.health_body_id
      and r.instalment_id = x.id and r.reference_key like $2 order by r.received_on desc limit 1) r on true`,
};
