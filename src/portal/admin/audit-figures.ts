import { SETTING_NAMES } from '../../settings';
import type { SettingName } from '../../settings';
import { calendarDate, isCalendarDate } from '../../shared/calendar-date';
import { pounds } from '../../shared/money';
import { day } from '../frame/wording.rules';
import { sentenceOf } from './audit-words.rules';
import type { Detail } from './audit-words.rules';
import { percent } from './rate-words.rules';
import { asRead, THRESHOLD_WORDS } from './thresholds-form';

/** By action: what an administrator set, so that the record can be read without the page on which it was set. */
const FIGURES: Readonly<Record<string, (detail: Detail) => string | null>> = {
  'setting.changed': ({ name, value }) => {
    const known = SETTING_NAMES.find((each) => each === name);
    return known === undefined ? null : `${THRESHOLD_WORDS[known].label}, now ${valueOf(known, value)}`;
  },
  'approval-limit.set': ({ limitPence, before }) =>
    typeof limitPence !== 'number' ? null : `${pounds(limitPence)}, ${beforeWords(before)}`,
  'approval-limit.removed': ({ before }) => (typeof before === 'number' ? beforeWords(before) : null),
  'bank-holiday.added': ({ holidayOn }) => dayIn(holidayOn),
  'bank-rate.added': ({ halfYearFrom, rateBp }) => {
    const from = dayIn(halfYearFrom);
    return from === null || typeof rateBp !== 'number' ? null : `${percent(rateBp)} for the half-year from ${from}`;
  },
};

/** What happened, with the figures that people read. */
export function entryWords(action: string, detail: Detail | null): string {
  const figures = FIGURES[action]?.(detail ?? {}) ?? null;
  const words = sentenceOf(action, detail);
  return figures === null ? words : `${words}: ${figures}`;
}

function valueOf(name: SettingName, value: unknown): string {
  return typeof value === 'number' ? asRead(name, value) : 'the standard';
}

function beforeWords(before: unknown): string {
  return typeof before === 'number' ? `${pounds(before)} before` : 'none before';
}

function dayIn(value: unknown): string | null {
  return typeof value === 'string' && isCalendarDate(value) ? day(calendarDate(value)) : null;
}
