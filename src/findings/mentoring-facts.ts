import type { CalendarDate } from '../shared/calendar-date';

/** Whether a group is new to working with its health body, and who helps it to find its way. */
export interface MentoringFacts {
  /** Whether the group is a new partner on the day. */
  isNew: boolean;
  /** The day from which it is none any more by the calendar alone; null where somebody has said whether it is one. */
  noLongerNewOn: CalendarDate | null;
  /** The first day of the first contract, or the one on which both had agreed to it, if that was earlier. */
  begunOn: CalendarDate | null;
  /** Null where nobody mentors it. */
  mentor: MentorFacts | null;
  /** Whether it was offered one, and would rather not. */
  declined: boolean;
}

export interface MentorFacts {
  fromOn: CalendarDate;
  /** When both are to be asked whether it is still needed. */
  reviewOn: CalendarDate;
  /** Their last day at the health body; null where none is known, and for another organisation. */
  lastDayOn: CalendarDate | null;
}

/** A group asked to be introduced to somebody, and has no answer. */
export interface OpenIntroduction {
  id: string;
  askedOn: CalendarDate;
  /** The last of the days that the health body has. */
  answerBy: CalendarDate;
}
