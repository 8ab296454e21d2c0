import type { CalendarDate } from '../../../shared/calendar-date';
import type { Side } from '../../../shared/side';
import type { ColumnOf } from './columns.rules';
import { readDate } from './date.rules';
import type { RowCells } from './row-cells.rules';
import { choiceOf, readEmail, readName, readText, readYesNo } from './words.rules';

/** A row of the contact log. */
export interface ContactRow {
  reference: string;
  healthBody: string | null;
  happenedOn: CalendarDate;
  channel: 'email' | 'phone' | 'video' | 'in_person' | 'letter' | 'portal';
  startedBy: Side;
  healthEmail: string;
  groupEmail: string | null;
  twoWay: boolean;
  purpose: string | null;
  outcome: string | null;
}

const SOME_DAY = '1900-01-01' as CalendarDate;

export function readContactRow(cells: RowCells<ColumnOf<'contacts'>>): ContactRow {
  return {
    reference: cells.required('Contract reference', readName, ''),
    healthBody: cells.optional('Health body', readName),
    happenedOn: cells.required('Date', readDate, SOME_DAY),
    channel: cells.required('Channel', readChannel, 'email'),
    startedBy: cells.required('Started by', readStartedBy, 'health'),
    healthEmail: cells.required('Health person email', readEmail, ''),
    groupEmail: cells.optional('Group person email', readEmail),
    twoWay: cells.required('Two-way', readYesNo, false),
    purpose: cells.optional('Purpose', readText),
    outcome: cells.optional('Outcome', readText),
  };
}

const readChannel = choiceOf({
  email: ['email'],
  phone: ['phone'],
  video: ['video'],
  in_person: ['in person'],
  letter: ['letter'],
  portal: ['portal'],
});
const readStartedBy = choiceOf({ health: ['health'], group: ['group'] });
