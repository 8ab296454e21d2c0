import type { Side } from '../../platform';
import { SHAPES, TENANT, text } from './export-columns';
import type { Column, Format } from './export-columns';

const columns = (format: Format): readonly Column[] => [
  { title: 'Material', field: 'title', sql: text('m.title', format) },
  { title: 'Health body', field: 'healthBody', sql: text('h.name', format) },
  { title: 'Group', field: 'group', sql: text('g.name', format) },
  { title: 'Contract reference', field: 'contractReference', sql: text('c.reference', format) },
  { title: 'Version', field: 'number', sql: 'v.number' },
  { title: 'Newest version', field: 'latest', sql: 'm.latest' },
  { title: 'Where', field: 'place', sql: text('u.place', format) },
  { title: 'Since', field: 'sinceOn', sql: 'u.since_on' },
  { title: 'Until', field: 'untilOn', sql: 'u.until_on' },
  { title: 'Noted by', field: 'notedBy', sql: 'u.noted_by' },
  { title: 'Consent to that version holds', field: 'consented', sql: '(k.id is not null)' },
  { title: 'Consent since', field: 'consentGivenOn', sql: 'k.given_on' },
  { title: 'Use id', field: 'id', sql: 'u.id' },
];

/** A constant of its few choices: every use of a name, with the yes to its very version where one holds. */
export function nameUsesExport(side: Side, format: Format): string {
  return `select ${SHAPES[format](columns(format))}
    from name_use u
    join material m on m.health_body_id = u.health_body_id and m.group_id = u.group_id and m.id = u.material_id
    join material_version v on v.health_body_id = u.health_body_id and v.group_id = u.group_id and v.id = u.version_id
    join organisation h on h.id = u.health_body_id
    join organisation g on g.id = u.group_id
    left join contract c on c.health_body_id = m.health_body_id and c.group_id = m.group_id and c.id = m.contract_id
    left join name_consent k on k.health_body_id = u.health_body_id and k.version_id = u.version_id and k.ended_on is null
    where u.${side === 'health' ? 'health_body_id' : 'group_id'} = ${TENANT}
    order by u.since_on, u.id`;
}
