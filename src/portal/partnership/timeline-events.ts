import { isLight } from '../../contracts';
import type { Side } from '../../platform';
import type { EventKind } from './timeline-words.rules';

/** How many lines a page of the timeline has. */
export const ROWS = 40;

/** Where a kind of event is read: from one table, by the day on which it happened. */
interface Source {
  table: string;
  on: string;
  /** Which of it, where it has no id of its own: a text. */
  id?: string;
  where?: string;
  /** Read only for the rows that are shown. */
  joins?: string;
  words: string;
  more?: string;
  pence?: string;
  link: string;
}

const CONTRACT = 'join contract c on c.health_body_id = x.health_body_id and c.id = x.contract_id';
/** Looked up for each row that is shown, however many materials there are. */
const MATERIAL = `(select m.title from material m where m.health_body_id = x.health_body_id and m.id = x.material_id)`;
const VERSION = `${MATERIAL} || ', version ' || (select v.number from material_version v
  where v.health_body_id = x.health_body_id and v.id = x.version_id)`;
/** Of the contract, and so without an id. */
const NUMBERED = `(x.contract_id::text || '-' || x.number)`;

/** Each behind an index of the partnership by day, but for what a partnership has few of. */
const SOURCES: Readonly<Record<EventKind, Source>> = {
  contract: {
    table: `(select h.*, c.reference, ${isLight('c')} as light from contract c
      join contract_state_change h on h.health_body_id = c.health_body_id and h.contract_id = c.id)`,
    on: 'effective_on',
    id: `(x.contract_id::text || '-' || x.position)`,
    words: `x.to_state || case when x.to_state = 'agreed' and x.light then '-light' else '' end`,
    more: 'x.reference',
    link: 'x.contract_id',
  },
  contact: {
    table: 'engagement',
    on: 'happened_on',
    words: 'x.channel',
    more: `case when x.visibility = 'restricted' then null else x.purpose end`,
    link: 'x.id',
  },
  payment: {
    table: 'receipt',
    on: 'received_on',
    joins: CONTRACT,
    words: 'x.kind',
    more: 'c.reference',
    pence: 'x.amount_pence',
    link: 'x.instalment_id',
  },
  decision: { table: 'decision', on: 'proposed_on', words: `'proposed'`, more: 'x.title', link: 'x.id' },
  settled: { table: 'decision', on: 'closed_on', words: 'x.state', more: 'x.title', link: 'x.id' },
  deciding: {
    table: 'decision_process',
    on: 'in_force_on',
    joins: CONTRACT,
    words: `'agreed'`,
    more: 'c.reference',
    link: 'x.contract_id',
  },
  wayproposed: {
    table: 'commencement',
    on: 'proposed_on',
    id: NUMBERED,
    joins: CONTRACT,
    words: 'x.proposed_by',
    more: 'c.reference',
    link: 'x.contract_id',
  },
  wayset: {
    table: 'commencement',
    on: 'agreed_on',
    id: NUMBERED,
    joins: CONTRACT,
    words: `'agreed'`,
    more: 'c.reference',
    link: 'x.contract_id',
  },
  made: {
    table: 'material_version',
    on: 'made_on',
    words: 'x.made_by',
    more: `${MATERIAL} || ', version ' || x.number`,
    link: 'x.material_id',
  },
  named: {
    table: 'name_consent',
    on: 'given_on',
    words: `'given'`,
    more: VERSION,
    link: 'x.material_id',
  },
  unnamed: {
    table: 'name_consent',
    on: 'ended_on',
    words: 'x.ended_how',
    more: VERSION,
    link: 'x.material_id',
  },
  used: {
    table: 'name_use',
    on: 'since_on',
    words: 'x.place',
    more: VERSION,
    link: 'x.material_id',
  },
  asked: { table: 'introduction', on: 'asked_on', words: `'asked'`, more: 'x.entry_name', link: 'x.id' },
  introduced: {
    table: 'introduction',
    on: 'answered_on',
    words: 'x.state',
    more: `coalesce(x.introduced_to, x.entry_name)`,
    link: 'x.id',
  },
  challenged: { table: 'challenge', on: 'raised_on', words: 'x.raised_by', more: 'left(x.words, 200)', link: 'x.id' },
  replied: {
    table: 'challenge_step',
    on: 'done_on',
    id: `(x.challenge_id::text || '-' || x.number)`,
    words: `x.side || ' ' || x.move || ' ' || coalesce(x.changed::text, '')`,
    more: 'left(x.words, 200)',
    link: 'x.challenge_id',
  },
  // One of a partnership at most.
  mentor: {
    table: 'mentoring',
    on: 'from_on',
    id: 'x.group_id::text',
    joins: 'left join contact k on k.health_body_id = x.health_body_id and k.id = x.contact_id',
    words: `'named'`,
    more: 'coalesce(x.other_party, k.name)',
    link: 'x.group_id',
  },
  served: {
    table: 'strategy_link',
    on: 'linked_on',
    joins: CONTRACT,
    words: 'x.priority_title',
    more: 'c.reference',
    link: 'x.contract_id',
  },
  // What waits on a group alone is asked of it, and nothing that happened.
  finding: {
    table: 'finding',
    on: 'first_seen_on',
    where: 'and x.severity is not null',
    words: 'x.rule',
    link: 'x.id',
  },
  gone: { table: 'finding', on: 'cleared_on', where: 'and x.severity is not null', words: 'x.rule', link: 'x.id' },
};

/** Ids are compared as their bytes: in the order of a language the dashes of an id would count for nothing. */
const BYTES = 'collate "C"';

/** What a page needs of one kind of event, ordered and cut from where the page begins. */
function eventsOf(kind: string, source: Source): string {
  const on = `x.${source.on}`;
  const ofText = source.id === undefined ? `x.id::text ${BYTES}` : `${source.id} ${BYTES}`;
  return `
    select '${kind}' as kind, ${source.id ?? 'x.id::text'} as id, ${on} as on, ${source.words} as words,
      ${source.more ?? 'null'} as more, ${source.pence ?? 'null::bigint'} as pence, ${source.link} as link
    from pair p cross join lateral (
      select x.* from ${source.table} x
      where x.health_body_id = p.health_body_id and x.group_id = p.group_id ${source.where ?? ''}
        and ${on} <= least($3::date, $4::date)
        and ($4::date is null or (${on}, '${kind}' ${BYTES}, ${ofText}) < ($4::date, $5::text, $6::text))
      order by ${on} desc, ${source.id === undefined ? 'x.id' : ofText} desc limit ${String(ROWS + 1)}) x
    ${source.joins ?? ''}`;
}

const OWN: Record<Side, string> = { health: 'health_body_id', group: 'group_id' };

/** $1 the reader's organisation, $2 the partnership, $3 today, and the place behind which the page begins. */
export function timelineSql(side: Side): string {
  const events = Object.entries(SOURCES).map(([kind, source]) => eventsOf(kind, source));
  return `
  with pair as materialized (
    select p.health_body_id, p.group_id from partnership p where p.${OWN[side]} = $1 and p.id = $2),
  event as (${events.join('\n    union all')})
  select e.kind, e.id, e.on, e.words, e.more, e.pence, e.link from event e
  order by e.on desc, e.kind ${BYTES} desc, e.id ${BYTES} desc limit ${String(ROWS + 1)}`;
}
