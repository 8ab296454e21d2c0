import type { Side } from '../../platform';
import { SHAPES, TENANT, text } from './export-columns';
import type { Column, Format } from './export-columns';
import { materialColumns, materialOf } from './of-material.sql';

const columns = (format: Format): readonly Column[] => [
  ...materialColumns(format),
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
    from name_use u ${materialOf('u')}
    left join name_consent k on k.health_body_id = u.health_body_id and k.version_id = u.version_id and k.ended_on is null
    where u.${side === 'health' ? 'health_body_id' : 'group_id'} = ${TENANT}
    order by u.since_on, u.id`;
}
