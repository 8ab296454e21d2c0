import type { Side } from '../../platform';
import { SHAPES, TENANT, text } from './export-columns';
import type { Column, Format } from './export-columns';

const entryColumns = (format: Format): readonly Column[] => [
  { title: 'Kind', field: 'kind', sql: 'e.kind' },
  { title: 'Name', field: 'name', sql: text('e.name', format) },
  { title: 'What it does', field: 'does', sql: text('e.does', format) },
  { title: 'Where it is', field: 'place', sql: text('e.place', format) },
  { title: 'Email', field: 'email', sql: text('e.email', format) },
  { title: 'Phone', field: 'phone', sql: text('e.phone', format) },
  { title: 'When it can be reached', field: 'hours', sql: text('e.hours', format) },
  { title: 'Whom to ask for', field: 'personName', sql: text('n.name', format) },
  { title: 'Checked on', field: 'checkedOn', sql: 'e.checked_on' },
  { title: 'Entry id', field: 'id', sql: 'e.id' },
];

/** What a health body keeps in its directory, by name. */
export function directoryExport(format: Format): string {
  return `select ${SHAPES[format](entryColumns(format))}
    from directory_entry e
    left join person n on n.organisation_id = e.health_body_id and n.id = e.person_id
    where e.health_body_id = ${TENANT} and e.removed_on is null
    order by e.sort_key, e.id`;
}

const introductionColumns = (format: Format): readonly Column[] => [
  { title: 'Health body', field: 'healthBody', sql: text('h.name', format) },
  { title: 'Group', field: 'group', sql: text('g.name', format) },
  { title: 'To', field: 'entryName', sql: text('i.entry_name', format) },
  { title: 'Why', field: 'why', sql: text('i.why', format) },
  { title: 'Asked on', field: 'askedOn', sql: 'i.asked_on' },
  { title: 'State', field: 'state', sql: 'i.state' },
  { title: 'Answered on', field: 'answeredOn', sql: 'i.answered_on' },
  { title: 'Introduced to', field: 'introducedTo', sql: text('i.introduced_to', format) },
  { title: 'Introduced on', field: 'introducedOn', sql: 'i.introduced_on' },
  { title: 'Reason', field: 'reason', sql: text('i.reason', format) },
  { title: 'Introduction id', field: 'id', sql: 'i.id' },
];

/** A constant of its few choices: every introduction of the tenant, in the order in which they were asked for. */
export function introductionsExport(side: Side, format: Format): string {
  return `select ${SHAPES[format](introductionColumns(format))}
    from introduction i
    join organisation h on h.id = i.health_body_id
    join organisation g on g.id = i.group_id
    where i.${side === 'health' ? 'health_body_id' : 'group_id'} = ${TENANT}
    order by i.asked_on, i.id`;
}
