import type { Side } from '../../platform';

/** A column of the file: its name on a spreadsheet, its name in JSON, and the SQL behind each. */
interface Column {
  title: string;
  field: string;
  sql: string;
  /** Text that somebody typed, and so no text for a spreadsheet to run. */
  typed?: true;
  /** Whole pence in JSON, pounds with two places on a spreadsheet. */
  pence?: true;
}

const columns = (groupName: string): readonly Column[] => [
  { title: 'Contract reference', field: 'contractReference', sql: 'c.reference', typed: true },
  { title: 'Health body', field: 'healthBody', sql: 'h.name', typed: true },
  { title: 'Group', field: 'group', sql: groupName, typed: true },
  { title: 'Payment number', field: 'number', sql: 'i.number' },
  { title: 'Period from', field: 'periodStartsOn', sql: 'i.period_starts_on' },
  { title: 'Period to', field: 'periodEndsOn', sql: 'i.period_ends_on' },
  { title: 'Due', field: 'dueOn', sql: 'i.due_on' },
  { title: 'Send by', field: 'sendByOn', sql: 'i.send_by_on' },
  { title: 'Net', field: 'netPence', sql: 'i.net_pence', pence: true },
  { title: 'VAT', field: 'vatPence', sql: 'i.vat_pence', pence: true },
  { title: 'Amount', field: 'amountPence', sql: 'i.amount_pence', pence: true },
  { title: 'Received', field: 'receivedPence', sql: 'i.received_pence', pence: true },
  { title: 'Fully received on', field: 'settledOn', sql: 'i.settled_on' },
  { title: 'State', field: 'state', sql: 'i.state' },
  { title: 'Payment id', field: 'id', sql: 'i.id' },
];

function csvCell({ title, sql, typed, pence }: Column): string {
  if (typed === true) return `csv_safe(${sql}) as "${title}"`;
  return `${pence === true ? `${sql} * 0.01` : sql} as "${title}"`;
}

const SHAPES = {
  csv: (all: readonly Column[]) => all.map(csvCell).join(', '),
  'json-lines': (all: readonly Column[]) =>
    `json_build_object(${all.map(({ field, sql }) => `'${field}', ${sql}`).join(', ')})`,
};

const setting = (name: string) => `nullif(current_setting('app.export_${name}'), '')`;

/** As the list of instalments: cancelled ones only when asked for. The tenant's column leads each index of the due date. */
const FROM = (side: Side, cancelled: boolean) => `
  from instalment i
  join contract c on c.health_body_id = i.health_body_id and c.group_id = i.group_id and c.id = i.contract_id
  join organisation h on h.id = i.health_body_id
  join organisation g on g.id = i.group_id
  where i.${side === 'health' ? 'health_body_id' : 'group_id'} = nullif(current_setting('app.tenant'), '')::uuid
    and i.state ${cancelled ? '=' : '<>'} 'cancelled' and i.state = coalesce(${setting('state')}, i.state)
    and i.due_on >= coalesce(${setting('due_from')}::date, '-infinity')
    and i.due_on <= coalesce(${setting('due_to')}::date, 'infinity')
  order by i.due_on, i.id`;

/** A constant of its few choices: what the caller typed comes to it through the settings `app.export_…` only. */
export function instalmentsExport(
  side: Side,
  groupName: string,
  { format, cancelled }: { format: keyof typeof SHAPES; cancelled: boolean },
): string {
  return `select ${SHAPES[format](columns(groupName))} ${FROM(side, cancelled)}`;
}
