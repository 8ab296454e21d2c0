import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';

export const ANSWERS = ['introduced', 'declined'] as const;
export type IntroductionAnswer = (typeof ANSWERS)[number];

/** A group that asks to be introduced hears something within so many banking days. */
export const BANKING_DAYS_TO_ANSWER = 10;

/** What a health body says to a group that asked to be introduced. */
export interface AnswerTerms {
  answer: IntroductionAnswer;
  introducedTo?: string | undefined;
  introducedOn?: CalendarDate | undefined;
  reason?: string | undefined;
}

/** `answerBy` is the last of the days that the health body has. */
export function isLongWaiting(answerBy: CalendarDate, today: CalendarDate): boolean {
  return today > answerBy;
}

/** Throws DomainError `invalid`: an introduction is to somebody and on a day that has come; a no has its reason. */
export function assertAnswer(terms: AnswerTerms, askedOn: CalendarDate, today: CalendarDate): void {
  if (terms.answer === 'declined') {
    if (terms.reason === undefined) throw wrong('reason', 'Say why not, and where else the group may turn.');
    return;
  }
  if (terms.introducedTo === undefined) throw wrong('introducedTo', 'Say to whom the group was introduced.');
  const on = terms.introducedOn ?? today;
  if (on > today)
    throw wrong('introducedOn', 'Say it once they have been introduced: the day cannot be in the future.');
  if (on < askedOn) throw wrong('introducedOn', `The group asked on ${askedOn}: the day cannot be before that.`);
}

function wrong(field: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: `/${field}`, detail }]);
}
