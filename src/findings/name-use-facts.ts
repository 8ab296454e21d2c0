import type { CalendarDate } from '../shared/calendar-date';
import type { NameState } from '../shared/name-state';

/** Where the group's name is used, or is to be, in one version of a material. */
export interface NameUseFacts {
  id: string;
  materialId: string;
  /** Null where the material is made under no contract. */
  contractId: string | null;
  /** Which version is used there, and which is the newest. */
  number: number;
  latest: number;
  sinceOn: CalendarDate;
  /** The day from which it is used no more. */
  untilOn: CalendarDate | null;
  /** What the group said of its name in that very version. */
  consent: NameState;
}
