import { addDays } from '../shared/calendar-date';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';

/** A partnership is new in the first year of its first contract, unless somebody says otherwise. */
export const NEW_FOR_DAYS = 365;
/** Unless another day is said, both ask after half a year whether a mentor is still needed. */
export const REVIEW_AFTER_DAYS = 182;

export interface Mentoring {
  newPartner: boolean | null;
  contactId: string | null;
  otherParty: string | null;
  fromOn: CalendarDate | null;
  reviewOn: CalendarDate | null;
  declinedReason: string | null;
}

/** The day from which it is new no more by the calendar alone; null where somebody has said whether it is. */
export function noLongerNewOn(said: boolean | null, since: CalendarDate | null): CalendarDate | null {
  return said === null && since !== null ? addDays(since, NEW_FOR_DAYS) : null;
}

/** Whether it is time to ask if the mentor is still needed. */
export function isReviewDue(reviewOn: CalendarDate | null, today: CalendarDate): boolean {
  return reviewOn !== null && reviewOn <= today;
}

/** What was answered to the question whether a mentor is still needed. */
export interface MentoringReview {
  stillNeeded: boolean;
  /** When to ask again; half a year from now unless given. */
  reviewOn?: CalendarDate | null | undefined;
}

/**
 * The mentoring as it is after somebody was asked. Throws DomainError `conflict` where nobody mentors, `invalid` for asking
 * again on a day that has come, or ever after it has ended.
 */
export function reviewed(
  now: Mentoring,
  { stillNeeded, reviewOn = null }: MentoringReview,
  today: CalendarDate,
): Mentoring {
  const { fromOn } = now;
  if (fromOn === null) throw new DomainError('conflict', 'Nobody mentors this group, so there is nothing to ask.');
  if (stillNeeded) return { ...now, reviewOn: askedAgainOn(reviewOn, fromOn > today ? fromOn : today) };
  if (reviewOn !== null) throw wrong('reviewOn', 'Where it ends, nobody is asked again: leave the day out.');
  return { ...now, newPartner: false, contactId: null, otherParty: null, fromOn: null, reviewOn: null };
}

function askedAgainOn(wanted: CalendarDate | null, after: CalendarDate): CalendarDate {
  const again = wanted ?? addDays(after, REVIEW_AFTER_DAYS);
  if (again <= after) throw wrong('reviewOn', 'Choose a day after today, and after the mentoring begins.');
  return again;
}

/** `since` is the first day of the first contract; without one nothing says that the partnership is new. */
export function isNewPartner(said: boolean | null, since: CalendarDate | null, today: CalendarDate): boolean {
  return said ?? (since !== null && addDays(since, NEW_FOR_DAYS) > today);
}

/**
 * What is to be kept, with the days that were left out. Throws DomainError `invalid` for two mentors at once, for one who
 * was also declined, or for asking again before it has begun.
 */
export function mentoringOf(wanted: Mentoring, today: CalendarDate): Mentoring {
  const { contactId, otherParty, declinedReason } = wanted;
  const named = [contactId, otherParty].filter((mentor) => mentor !== null).length;
  if (named > 1) throw wrong('otherParty', 'Name one mentor: somebody of yours, or somebody of another organisation.');
  if (named === 0) return { ...wanted, fromOn: null, reviewOn: null };
  if (declinedReason !== null) throw wrong('declinedReason', 'Where there is a mentor, the offer was not declined.');
  const fromOn = wanted.fromOn ?? today;
  const reviewOn = wanted.reviewOn ?? addDays(fromOn, REVIEW_AFTER_DAYS);
  if (reviewOn <= fromOn) throw wrong('reviewOn', 'Choose a day after the mentoring begins.');
  return { ...wanted, fromOn, reviewOn };
}

function wrong(field: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: `/${field}`, detail }]);
}
