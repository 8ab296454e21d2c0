import type { Side } from '../../platform';
import { SHAPES, TENANT, text } from './export-columns';
import type { Column, Format } from './export-columns';

const columns = (format: Format): readonly Column[] => [
  { title: 'Contract reference', field: 'contractReference', sql: text('c.reference', format) },
  { title: 'Health body', field: 'healthBody', sql: text('h.name', format) },
  { title: 'Group', field: 'group', sql: text('g.name', format) },
  { title: 'Number', field: 'number', sql: 'd.number' },
  { title: 'Kind', field: 'kind', sql: 'd.kind' },
  { title: 'What it is', field: 'title', sql: text('d.title', format) },
  { title: 'In full', field: 'what', sql: text('d.what', format) },
  { title: 'Proposed by', field: 'proposedBy', sql: 'd.proposed_by' },
  { title: 'Proposed on', field: 'proposedOn', sql: 'd.proposed_on' },
  { title: 'Answer by', field: 'answerBy', sql: 'd.answer_by' },
  { title: 'State', field: 'state', sql: 'd.state' },
  { title: 'Health body says', field: 'healthStance', sql: 'd.health_stance' },
  { title: 'Group says', field: 'groupStance', sql: 'd.group_stance' },
  { title: 'Closed on', field: 'closedOn', sql: 'd.closed_on' },
  { title: 'Closed by', field: 'closedBy', sql: 'd.closed_by' },
  { title: 'Option taken', field: 'optionTaken', sql: text('d.options[d.chosen_option]', format) },
  { title: 'Why', field: 'outcomeReason', sql: text('d.outcome_reason', format) },
  { title: 'Decision id', field: 'id', sql: 'd.id' },
];

/** A constant of its few choices: every decision of the tenant, in the order in which they were proposed. */
export function decisionsExport(side: Side, format: Format): string {
  return `select ${SHAPES[format](columns(format))}
    from decision d
    join contract c on c.health_body_id = d.health_body_id and c.group_id = d.group_id and c.id = d.contract_id
    join organisation h on h.id = d.health_body_id
    join organisation g on g.id = d.group_id
    where d.${side === 'health' ? 'health_body_id' : 'group_id'} = ${TENANT}
    order by d.proposed_on, d.id`;
}
