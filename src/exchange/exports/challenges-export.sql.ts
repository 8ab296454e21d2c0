import type { Side } from '../../platform';
import { SHAPES, TENANT, text } from './export-columns';
import type { Column, Format } from './export-columns';

/** What a thing is called that is not told apart by its contract alone. */
const CALLED = `coalesce(n.title, m.title, t.entry_name, v.number, i.number::text, e.happened_on::text)`;

const columns = (format: Format): readonly Column[] => [
  { title: 'Health body', field: 'healthBody', sql: text('h.name', format) },
  { title: 'Group', field: 'group', sql: text('g.name', format) },
  { title: 'Number', field: 'number', sql: 'd.number' },
  { title: 'About', field: 'about', sql: 'd.about' },
  { title: 'Contract reference', field: 'contractReference', sql: text('c.reference', format) },
  { title: 'Called', field: 'called', sql: text(CALLED, format) },
  { title: 'Fact', field: 'fact', sql: text('d.fact', format) },
  { title: 'What is not right', field: 'words', sql: text('d.words', format) },
  { title: 'What would put it right', field: 'wanted', sql: text('d.wanted', format) },
  { title: 'Raised by', field: 'raisedBy', sql: 'd.raised_by' },
  { title: 'Raised on', field: 'raisedOn', sql: 'd.raised_on' },
  { title: 'Answer by', field: 'answerBy', sql: 'd.answer_by' },
  { title: 'State', field: 'state', sql: 'd.state' },
  { title: 'Answered on', field: 'answeredOn', sql: 'd.answered_on' },
  { title: 'Something was changed', field: 'changed', sql: 'd.changed' },
  { title: 'Last answer', field: 'answer', sql: text('a.words', format) },
  { title: 'Closed on', field: 'closedOn', sql: 'd.closed_on' },
  { title: 'Challenge id', field: 'id', sql: 'd.id' },
];

/** A constant of its few choices: every challenge of the tenant, in the order in which they were raised. */
export function challengesExport(side: Side, format: Format): string {
  return `select ${SHAPES[format](columns(format))}
    from challenge d
    join organisation h on h.id = d.health_body_id
    join organisation g on g.id = d.group_id
    left join contract c on c.health_body_id = d.health_body_id and c.group_id = d.group_id and c.id = d.contract_id
    left join decision n on n.health_body_id = d.health_body_id and n.group_id = d.group_id and n.id = d.decision_id
    left join material m on m.health_body_id = d.health_body_id and m.group_id = d.group_id and m.id = d.material_id
    left join introduction t on t.health_body_id = d.health_body_id and t.group_id = d.group_id
      and t.id = d.introduction_id
    left join invoice v on v.health_body_id = d.health_body_id and v.group_id = d.group_id and v.id = d.invoice_id
    left join instalment i on i.health_body_id = d.health_body_id and i.group_id = d.group_id and i.id = d.instalment_id
    left join engagement e on e.health_body_id = d.health_body_id and e.group_id = d.group_id and e.id = d.engagement_id
    left join lateral (
      select s.words from challenge_step s where s.health_body_id = d.health_body_id and s.challenge_id = d.id
        and s.move = 'answered' order by s.number desc limit 1) a on true
    where d.${side === 'health' ? 'health_body_id' : 'group_id'} = ${TENANT}
    order by d.raised_on, d.id`;
}
