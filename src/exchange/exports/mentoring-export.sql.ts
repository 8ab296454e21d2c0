import type { Side } from '../../platform';
import { SHAPES, TENANT, text } from './export-columns';
import type { Column, Format } from './export-columns';

const mentorColumns = (format: Format): readonly Column[] => [
  { title: 'Health body', field: 'healthBody', sql: text('h.name', format) },
  { title: 'Group', field: 'group', sql: text('g.name', format) },
  { title: 'Mentor', field: 'mentor', sql: text('coalesce(k.name, k.email)', format) },
  { title: 'Other organisation', field: 'otherParty', sql: text('d.other_party', format) },
  { title: 'From', field: 'fromOn', sql: 'd.from_on' },
  { title: 'To', field: 'toOn', sql: 'd.to_on' },
  { title: 'Still needed? Ask on', field: 'reviewOn', sql: 'case when d.to_on is null then m.review_on end' },
];

const talkColumns = (format: Format): readonly Column[] => [
  { title: 'Health body', field: 'healthBody', sql: text('h.name', format) },
  { title: 'Group', field: 'group', sql: text('g.name', format) },
  { title: 'Day', field: 'happenedOn', sql: 'd.happened_on' },
  { title: 'How', field: 'channel', sql: 'd.channel' },
  { title: 'Of the health body', field: 'healthPerson', sql: text('coalesce(hk.name, hk.email)', format) },
  { title: 'Of the group', field: 'groupPerson', sql: text('coalesce(gk.name, gk.email)', format) },
  { title: 'What was talked about', field: 'purpose', sql: text('d.purpose', format) },
  { title: 'What to do next', field: 'outcome', sql: text('d.outcome', format) },
  { title: 'Contact id', field: 'id', sql: 'd.id' },
];

const OWN: Readonly<Record<Side, string>> = { health: 'd.health_body_id', group: 'd.group_id' };
const NAMES = `
  join organisation h on h.id = d.health_body_id
  join organisation g on g.id = d.group_id`;
const contactOf = (alias: string, column: string) => `
  left join contact ${alias} on ${alias}.health_body_id = d.health_body_id and ${alias}.group_id = d.group_id
    and ${alias}.id = d.${column}`;

/** A constant of its few choices: everybody who mentors a group, or has. */
export function mentorsExport(side: Side, format: Format): string {
  return `select ${SHAPES[format](mentorColumns(format))}
    from mentoring_period d ${NAMES} ${contactOf('k', 'contact_id')}
    left join mentoring m on m.health_body_id = d.health_body_id and m.group_id = d.group_id
    where ${OWN[side]} = ${TENANT}
    order by d.health_body_id, d.group_id, d.number`;
}

/** The same of every talk with a mentor, by day: both sides read all of them. */
export function talksExport(side: Side, format: Format): string {
  return `select ${SHAPES[format](talkColumns(format))}
    from engagement d ${NAMES} ${contactOf('hk', 'health_contact_id')} ${contactOf('gk', 'group_contact_id')}
    where ${OWN[side]} = ${TENANT} and d.mentoring
    order by d.happened_on, d.id`;
}
