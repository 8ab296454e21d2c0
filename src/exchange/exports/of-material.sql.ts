import { text } from './export-columns';
import type { Column, Format } from './export-columns';

/** What every export about a group's name tells of the material that bears it: to be read with `materialOf`. */
export const materialColumns = (format: Format): readonly Column[] => [
  { title: 'Material', field: 'title', sql: text('m.title', format) },
  { title: 'Health body', field: 'healthBody', sql: text('h.name', format) },
  { title: 'Group', field: 'group', sql: text('g.name', format) },
  { title: 'Contract reference', field: 'contractReference', sql: text('c.reference', format) },
  { title: 'Version', field: 'number', sql: 'v.number' },
  { title: 'Newest version', field: 'latest', sql: 'm.latest' },
];

/** Joins to the rows of a table that are each about one version. */
export const materialOf = (row: string): string => `
    join material m on m.health_body_id = ${row}.health_body_id and m.group_id = ${row}.group_id and m.id = ${row}.material_id
    join material_version v
      on v.health_body_id = ${row}.health_body_id and v.group_id = ${row}.group_id and v.id = ${row}.version_id
    join organisation h on h.id = ${row}.health_body_id
    join organisation g on g.id = ${row}.group_id
    left join contract c on c.health_body_id = m.health_body_id and c.group_id = m.group_id and c.id = m.contract_id`;
