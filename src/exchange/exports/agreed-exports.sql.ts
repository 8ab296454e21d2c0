import type { Side } from '../../platform';
import { SHAPES, TENANT, text } from './export-columns';
import type { Column, Format } from './export-columns';

/** What both sides of a contract have agreed or are told of it, a file each. */
export type AgreedExport = 'strategy-links' | 'decision-processes' | 'commencements';

interface AgreedFile {
  /** The table, and the order of its rows: that of an index of either side. */
  table: string;
  order: string;
  joins?: string;
  columns: (format: Format) => readonly Column[];
}

const ofContract = (format: Format): readonly Column[] => [
  { title: 'Contract reference', field: 'contractReference', sql: text('c.reference', format) },
  { title: 'Contract', field: 'contract', sql: text('c.title', format) },
  { title: 'Health body', field: 'healthBody', sql: text('h.name', format) },
  { title: 'Group', field: 'group', sql: text('g.name', format) },
];

const strategyLinks = (format: Format): readonly Column[] => [
  { title: 'Decision', field: 'decision', sql: text('d.title', format) },
  { title: 'Priority', field: 'priority', sql: text('x.priority_title', format) },
  { title: 'Strategy', field: 'strategy', sql: text('x.document_title', format) },
  { title: 'Strategy from', field: 'fromOn', sql: 'x.from_on' },
  { title: 'Strategy to', field: 'toOn', sql: 'x.to_on' },
  { title: 'Strategy on the web', field: 'webAddress', sql: text('x.web_address', format) },
  { title: 'How it serves it', field: 'how', sql: text('x.how', format) },
  { title: 'Linked on', field: 'linkedOn', sql: 'x.linked_on' },
  { title: 'Link id', field: 'id', sql: 'x.id' },
];

/** Who of a side has a part in it: in the words of the process, or as whom the contract names. */
const parties = (side: Side, part: string, format: Format) =>
  text(
    `(select string_agg(coalesce(y.words, y.role), '; ' order by y.position) from decision_process_party y
      where y.health_body_id = x.health_body_id and y.process_id = x.id and y.side = '${side}' and y.part = '${part}')`,
    format,
  );

const processes = (format: Format): readonly Column[] => [
  { title: 'Version', field: 'number', sql: 'x.number' },
  { title: 'Proposed by', field: 'proposedBy', sql: 'x.proposed_by' },
  { title: 'Proposed on', field: 'proposedOn', sql: 'x.proposed_on' },
  { title: 'State', field: 'state', sql: 'x.state' },
  { title: 'In force from', field: 'inForceOn', sql: 'x.in_force_on' },
  { title: 'Days to answer', field: 'daysToAnswer', sql: 'x.days_to_answer' },
  { title: 'Days are', field: 'dayKind', sql: 'x.day_kind' },
  {
    title: 'What is decided by it',
    field: 'kinds',
    sql: `(select string_agg(k.kind || ': ' || k.decides || ', without an answer ' || k.without_answer, '; ' order by k.kind)
      from decision_process_kind k where k.health_body_id = x.health_body_id and k.process_id = x.id)`,
  },
  { title: 'Health body decides', field: 'healthDecides', sql: parties('health', 'decides', format) },
  { title: 'Group decides', field: 'groupDecides', sql: parties('group', 'decides', format) },
  { title: 'Health body is asked', field: 'healthConsulted', sql: parties('health', 'consulted', format) },
  { title: 'Group is asked', field: 'groupConsulted', sql: parties('group', 'consulted', format) },
  { title: 'In other words', field: 'words', sql: text('x.words', format) },
  { title: 'Why declined', field: 'declineReason', sql: text('x.decline_reason', format) },
  { title: 'Process id', field: 'id', sql: 'x.id' },
];

const commencements = (format: Format): readonly Column[] => [
  { title: 'Version', field: 'number', sql: 'x.number' },
  { title: 'Proposed by', field: 'proposedBy', sql: 'x.proposed_by' },
  { title: 'Proposed on', field: 'proposedOn', sql: 'x.proposed_on' },
  { title: 'Agreed by both on', field: 'agreedOn', sql: 'x.agreed_on' },
  { title: 'In touch by', field: 'channel', sql: 'x.channel' },
  { title: 'At least every so many days', field: 'contactEveryDays', sql: 'x.contact_every_days' },
  { title: 'Ways of working', field: 'ways', sql: `array_to_string(x.ways, '; ')` },
  { title: 'Health body can be reached', field: 'healthAvailability', sql: text('x.health_availability', format) },
  { title: 'Group can be reached', field: 'groupAvailability', sql: text('x.group_availability', format) },
  {
    title: 'Deadlines',
    field: 'deadlines',
    sql: text(
      `(select string_agg(concat(e ->> 'on', ' ', e ->> 'whose', ': ', e ->> 'what'), '; ' order by e ->> 'on')
        from jsonb_array_elements(x.deadlines) e)`,
      format,
    ),
  },
  { title: 'Looked at again on', field: 'reviews', sql: `array_to_string(x.reviews, '; ')` },
];

const FILES: Readonly<Record<AgreedExport, AgreedFile>> = {
  'strategy-links': {
    table: 'strategy_link',
    order: 'x.linked_on, x.id',
    joins: 'left join decision d on d.health_body_id = x.health_body_id and d.id = x.decision_id',
    columns: strategyLinks,
  },
  'decision-processes': { table: 'decision_process', order: 'x.proposed_on, x.id', columns: processes },
  commencements: { table: 'commencement', order: 'x.contract_id, x.number', columns: commencements },
};

/** A constant of its few choices: every row of the tenant. */
export function agreedExport(what: AgreedExport, side: Side, format: Format): string {
  const { table, order, joins = '', columns } = FILES[what];
  return `select ${SHAPES[format]([...ofContract(format), ...columns(format)])}
    from ${table} x
    join contract c on c.health_body_id = x.health_body_id and c.group_id = x.group_id and c.id = x.contract_id
    join organisation h on h.id = x.health_body_id
    join organisation g on g.id = x.group_id
    ${joins}
    where x.${side === 'health' ? 'health_body_id' : 'group_id'} = ${TENANT}
    order by ${order}`;
}
