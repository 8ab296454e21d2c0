import { Type } from 'class-transformer';
import { IsInt, Min } from 'class-validator';
import { isCalendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';

const AGAIN = { message: 'Open the page again, then send it' };

/** What a change of a record sends along: the version that was seen. */
export class VersionForm {
  @Type(() => Number)
  @IsInt(AGAIN)
  @Min(1, AGAIN)
  version!: number;
}

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
