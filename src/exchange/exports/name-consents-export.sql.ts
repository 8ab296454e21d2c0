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
  { title: 'Yes given on', field: 'givenOn', sql: 'x.given_on' },
  { title: 'Ended on', field: 'endedOn', sql: 'x.ended_on' },
  { title: 'How it ended', field: 'endedHow', sql: 'x.ended_how' },
  { title: 'Holds', field: 'holds', sql: '(x.ended_on is null)' },
  { title: 'Consent id', field: 'id', sql: 'x.id' },
];

/** A constant of its few choices: every yes to a name, by material, with how it ended. */
export function nameConsentsExport(side: Side, format: Format): string {
  return `select ${SHAPES[format](columns(format))}
    from name_consent x
    join material m on m.health_body_id = x.health_body_id and m.group_id = x.group_id and m.id = x.material_id
    join material_version v on v.health_body_id = x.health_body_id and v.group_id = x.group_id and v.id = x.version_id
    join organisation h on h.id = x.health_body_id
    join organisation g on g.id = x.group_id
    left join contract c on c.health_body_id = m.health_body_id and c.group_id = m.group_id and c.id = m.contract_id
    where x.${side === 'health' ? 'health_body_id' : 'group_id'} = ${TENANT}
    order by x.material_id, x.id`;
}
