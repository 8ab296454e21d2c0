import type { CalendarDate } from './calendar-date';

/** What is known of somebody's coming and going. */
export interface Presence {
  /** The last day; null where none is known. */
  lastDayOn: CalendarDate | null;
  absences: readonly { fromOn: CalendarDate; toOn: CalendarDate }[];
}

/** Whether somebody is there on at least one of some days. */
export function isThere({ lastDayOn, absences }: Presence, days: readonly CalendarDate[]): boolean {
  return days.some(
    (day) =>
      (lastDayOn === null || day <= lastDayOn) && !absences.some(({ fromOn, toOn }) => fromOn <= day && day <= toOn),
  );
}

export function anybodyThere(people: readonly Presence[], days: readonly CalendarDate[]): boolean {
  return people.some((person) => isThere(person, days));
}

/** The last of some days, in their order, on which one of these people is there; null when nobody ever is. */
export function lastThere(people: readonly Presence[], days: readonly CalendarDate[]): CalendarDate | null {
  return days.filter((day) => anybodyThere(people, [day])).at(-1) ?? null;
}
