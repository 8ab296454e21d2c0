import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';

export const VISIBILITIES = ['shared', 'own_side', 'restricted'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** Who wrote a record, as seen by somebody who wants to correct it. */
export interface Authorship {
  /** Their own side wrote it. */
  byOwnSide: boolean;
  bySelf: boolean;
  /** False for what came from a file or a service, and where the author is no longer in the organisation. */
  authorIsHere: boolean;
}

/** The author corrects what they wrote. Where no author is there any more, whoever leads for the side does. */
export function mayCorrect({ byOwnSide, bySelf, authorIsHere }: Authorship, leads: boolean): boolean {
  return byOwnSide && (bySelf || (!authorIsHere && leads));
}

/** Throws DomainError `invalid` for contact that has not happened yet. */
export function checkHappened(happenedOn: CalendarDate, today: CalendarDate): void {
  if (happenedOn <= today) return;
  throw invalid('/happenedOn', `happenedOn may not be after today, ${today}: log contact once it has happened.`);
}

/** Throws DomainError `invalid` where readers are named for what is not restricted, or a service restricts something. */
export function checkReaders(visibility: Visibility, readers: readonly string[], byPerson: boolean): void {
  if (visibility !== 'restricted' && readers.length > 0) {
    throw invalid('/readerIds', 'readerIds are for what is restricted: leave them out, or make visibility restricted.');
  }
  if (visibility === 'restricted' && !byPerson) {
    throw invalid('/visibility', 'Only people open what is restricted, so a service cannot write it.');
  }
}

/** Throws DomainError `invalid` where a talk with a mentor would be kept from one of the two sides. */
export function checkMentoring(mentoring: boolean, visibility: Visibility): void {
  if (!mentoring || visibility === 'shared') return;
  throw invalid('/mentoring', 'Both sides read what is talked about with a mentor: make visibility shared.');
}

export function invalid(pointer: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer, detail }]);
}
