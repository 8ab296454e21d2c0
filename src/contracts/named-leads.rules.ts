import { addDays } from '../shared/calendar-date';
import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';

/** The days on which somebody answers, both included. Open at an end where the day is not known. */
export interface Term {
  fromOn: CalendarDate | null;
  toOn: CalendarDate | null;
}

/** Somebody who is named already. */
export interface NamedTerm extends Term {
  name: string | null;
}

export function overlaps(a: Term, b: Term): boolean {
  const startsInTime = a.fromOn === null || b.toOn === null || a.fromOn <= b.toOn;
  const lastsLongEnough = a.toOn === null || b.fromOn === null || a.toOn >= b.fromOn;
  return startsInTime && lastsLongEnough;
}

/** The refusal of a second person at one time; it says who is named and until when, so that the caller can choose. */
export function alreadyNamed(role: string, { name, fromOn, toOn }: NamedTerm): DomainError {
  const who = name ?? 'Somebody';
  const from = fromOn === null ? '' : ` from ${fromOn}`;
  const until = toOn === null ? ' until further notice' : ` until ${toOn}`;
  const detail = `${who} is named as ${role}${from}${until}: end that first, hand over, or choose other days.`;
  return new DomainError('conflict', detail, [{ pointer: '/fromOn', detail }]);
}

/** Throws DomainError `invalid` when somebody would stop before they begin. */
export function assertEndsInTime({ fromOn }: Term, toOn: CalendarDate): void {
  if (fromOn === null || toOn >= fromOn) return;
  const detail = `They are named from ${fromOn}: choose that day or a later one.`;
  throw new DomainError('invalid', detail, [{ pointer: '/toOn', detail }]);
}

/**
 * The last day of whoever hands over: the day before the next begins, so that no day is without anybody. Throws
 * DomainError `invalid` when the next would begin on or before their first day, or leave days without anybody.
 */
export function lastDayBefore(next: CalendarDate, present: Term): CalendarDate {
  const toOn = addDays(next, -1);
  if (present.fromOn !== null && toOn < present.fromOn) {
    throw refusedStart(`The one who hands over is named from ${present.fromOn}: choose a later day.`);
  }
  if (present.toOn !== null && present.toOn < toOn) {
    const latest = addDays(present.toOn, 1);
    throw refusedStart(`The one who hands over answers until ${present.toOn}: choose ${latest} or an earlier day.`);
  }
  return toOn;
}

function refusedStart(detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: '/fromOn', detail }]);
}
