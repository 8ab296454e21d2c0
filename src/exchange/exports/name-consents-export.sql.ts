import type { Side } from '../../platform';
import { SHAPES, TENANT } from './export-columns';
import type { Column, Format } from './export-columns';
import { materialColumns, materialOf } from './of-material.sql';

const columns = (format: Format): readonly Column[] => [
  ...materialColumns(format),
  { title: 'Yes given on', field: 'givenOn', sql: 'x.given_on' },
  { title: 'Ended on', field: 'endedOn', sql: 'x.ended_on' },
  { title: 'How it ended', field: 'endedHow', sql: 'x.ended_how' },
  { title: 'Holds', field: 'holds', sql: '(x.ended_on is null)' },
  { title: 'Consent id', field: 'id', sql: 'x.id' },
];

/** A constant of its few choices: every yes to a name, by material, with how it ended. */
export function nameConsentsExport(side: Side, format: Format): string {
  return `select ${SHAPES[format](columns(format))}
    from name_consent x ${materialOf('x')}
    where x.${side === 'health' ? 'health_body_id' : 'group_id'} = ${TENANT}
    order by x.material_id, x.id`;
}
