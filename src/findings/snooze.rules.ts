import { addDays, type CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';

/** Nothing rests for longer without somebody looking at it again. */
const LONGEST_DAYS = 90;

/** Throws DomainError `invalid` for a day that has come already, or one more than 90 days away. */
export function assertSnooze(until: CalendarDate, today: CalendarDate): void {
  const last = addDays(today, LONGEST_DAYS);
  if (until > today && until <= last) return;
  const detail = `Choose a day after today and no later than ${last}.`;
  throw new DomainError('invalid', detail, [{ pointer: '/until', detail }]);
}
