import type { CalendarDate } from '../shared/calendar-date';

/** Somebody whose limit suffices, with what the health body itself knows of their coming and going. */
export interface PossibleApprover {
  /** The last day at the health body; null where none is known. */
  lastDayOn: CalendarDate | null;
  absences: readonly { fromOn: CalendarDate; toOn: CalendarDate }[];
}

/** Whether somebody is there on at least one of the days on which a run can still be approved in time. */
export function isThere({ lastDayOn, absences }: PossibleApprover, days: readonly CalendarDate[]): boolean {
  return days.some(
    (day) =>
      (lastDayOn === null || day <= lastDayOn) && !absences.some(({ fromOn, toOn }) => fromOn <= day && day <= toOn),
  );
}

export function anybodyThere(people: readonly PossibleApprover[], days: readonly CalendarDate[]): boolean {
  return people.some((person) => isThere(person, days));
}

/** The last of some days, in their order, on which one of these people is there; null when nobody ever is. */
export function lastThere(people: readonly PossibleApprover[], days: readonly CalendarDate[]): CalendarDate | null {
  return days.filter((day) => anybodyThere(people, [day])).at(-1) ?? null;
}
