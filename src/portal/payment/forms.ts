import { isCalendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';

/** A day that has come. Throws FormRefused with the message for the field. */
export function dayAnswered(field: string, answer: unknown, message: string, today: CalendarDate): CalendarDate {
  if (typeof answer !== 'string' || !isCalendarDate(answer)) throw new FormRefused(422, [{ field, text: message }]);
  if (answer > today) throw new FormRefused(422, [{ field, text: 'The day must be today or earlier' }]);
  return answer;
}

/** The same where the answer may be left out. */
export function dayOrNone(field: string, answer: unknown, message: string, today: CalendarDate): CalendarDate | null {
  return answer === '' || answer === undefined ? null : dayAnswered(field, answer, message, today);
}
