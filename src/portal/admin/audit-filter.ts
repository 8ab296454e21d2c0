import { AuditEventListQuery } from '../../identity';
import type { AuditEventFilter } from '../../identity';
import { isCalendarDate } from '../../shared/calendar-date';
import { asked } from '../group/asked';
import { textOf } from '../manager/home';

const ROWS = 50;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NAMES = ['who', 'about', 'from', 'to', 'record', 'after'] as const;

/** What the address asks for; an empty text for what it does not. */
export type AuditQuestion = Record<(typeof NAMES)[number], string>;

export function questionIn(query: Readonly<Record<string, unknown>>): AuditQuestion {
  return Object.fromEntries(NAMES.map((name) => [name, textOf(query[name])])) as AuditQuestion;
}

/** The question as an address, without what is empty. */
export function filterQuery(question: Readonly<Record<string, string>>): string {
  return new URLSearchParams(Object.entries(question).filter(([, text]) => text !== '')).toString();
}

/** What is asked of the list, and what of the question could not be used. */
export function auditFilter(
  question: AuditQuestion,
  actorIds: readonly string[] | null,
): { filter: AuditEventFilter; problems: string[] } {
  const problems: string[] = [];
  const used = (name: 'from' | 'to' | 'record', good: (text: string) => boolean, problem: string) => {
    const text = question[name].toLowerCase();
    if (text === '' || good(text)) return text;
    problems.push(problem);
    return '';
  };
  const from = used('from', isCalendarDate, 'The first day is no day in the calendar.');
  const to = used('to', isCalendarDate, 'The last day is no day in the calendar.');
  const record = used('record', (text) => ID.test(text), 'The number of a record has 36 letters, figures and hyphens.');
  const filter = Object.assign(asked(AuditEventListQuery, { limit: ROWS }), {
    ...given('from', from),
    ...given('to', to),
    ...given('subjectId', record),
    ...given('about', question.about),
    ...given('cursor', question.after),
    ...(actorIds === null ? {} : { actorIds }),
  });
  return { filter, problems };
}

function given(name: string, text: string): object {
  return text === '' ? {} : { [name]: text };
}
