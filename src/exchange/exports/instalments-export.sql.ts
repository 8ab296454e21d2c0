import type { Side } from '../../platform';
import { SHAPES, TENANT, text } from './export-columns';
import type { Column, Format } from './export-columns';

const columns = (side: Side, own: string): readonly Column[] => [
  { title: 'Contract reference', field: 'contractReference', sql: 'o.reference' },
  { title: 'Health body', field: 'healthBody', sql: side === 'health' ? own : 'o.name' },
  { title: 'Group', field: 'group', sql: side === 'health' ? 'o.name' : own },
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

const setting = (name: string) => `current_setting('app.export_${name}')`;

/** What the caller asked for. A condition that nobody asked for is not there, so that the planner guesses well. */
export interface ExportShape {
  format: Format;
  /** As the list of instalments: cancelled ones only when asked for. */
  state: 'cancelled' | 'another' | 'any';
  dueFrom: boolean;
  dueTo: boolean;
}

const STATES = {
  any: `i.state <> 'cancelled'`,
  cancelled: `i.state = 'cancelled'`,
  another: `i.state <> 'cancelled' and i.state = ${setting('state')}`,
};

/** What is the same for each payment of a contract is asked for, and made safe, once a contract and not once a payment. */
function from(side: Side, otherName: string, shape: ExportShape): string {
  const [ours, theirs, their] =
    side === 'health' ? ['health_body_id', 'group_id', 'g'] : ['group_id', 'health_body_id', 'h'];
  const conditions = [`i.${ours} = ${TENANT}`, STATES[shape.state]];
  if (shape.dueFrom) conditions.push(`i.due_on >= ${setting('due_from')}::date`);
  if (shape.dueTo) conditions.push(`i.due_on <= ${setting('due_to')}::date`);
  return `
  from instalment i
  cross join lateral (
    select ${text('c.reference', shape.format)} as reference, ${text(otherName, shape.format)} as name
    from contract c join organisation ${their} on ${their}.id = c.${theirs}
    where c.health_body_id = i.health_body_id and c.group_id = i.group_id and c.id = i.contract_id
    offset 0
  ) o
  where ${conditions.join(' and ')}
  order by i.due_on, i.id`;
}

/** A constant of its few choices: what the caller typed comes to it through the settings `app.export_…` only. */
export function instalmentsExport(side: Side, groupName: string, shape: ExportShape): string {
  const [own, ownName, otherName] = side === 'health' ? ['h', 'h.name', groupName] : ['g', groupName, 'h.name'];
  const constant = `(select ${text(ownName, shape.format)} from organisation ${own} where ${own}.id = ${TENANT})`;
  return `select ${SHAPES[shape.format](columns(side, constant))} ${from(side, otherName, shape)}`;
}
