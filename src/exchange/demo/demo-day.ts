import type { BankingCalendar } from '../../contracts';
import { addDays, addMonths } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import type { DemoContract } from './portfolio';

/** The oldest contract starts less than so many months before the day judged. */
const MONTHS_BACK = 30;
/** Room for the contract of next month and for what falls due soon. */
const MONTHS_AHEAD = 3;

/** Today, or the nearest day for which the portfolio can be planned by the table of bank holidays. */
export function dayJudged(today: CalendarDate, calendar: BankingCalendar): CalendarDate {
  const first = addMonths(calendar.firstDay, MONTHS_BACK);
  const last = addMonths(calendar.lastDay, -MONTHS_AHEAD);
  if (today < first) return first;
  return today > last ? last : today;
}

/** First and last day of a contract. It ends early where the table of bank holidays does. */
export function termOf(
  { starts, months }: Pick<DemoContract, 'starts' | 'months'>,
  today: CalendarDate,
  calendar: BankingCalendar,
): { startsOn: CalendarDate; endsOn: CalendarDate } {
  const startsOn = startOf(starts, today, calendar);
  const endsOn = addDays(addMonths(startsOn, months), -1);
  // Payment in arrears falls due up to 30 days after the end.
  const latest = addMonths(calendar.lastDay, -1);
  return { startsOn, endsOn: endsOn < latest ? endsOn : latest };
}

function startOf(starts: DemoContract['starts'], today: CalendarDate, calendar: BankingCalendar): CalendarDate {
  if (!('aPeriodBegan' in starts)) return addMonths(`${today.slice(0, 7)}-01` as CalendarDate, -starts.monthsAgo);
  const { aPeriodBegan, monthsAgo } = starts;
  const began =
    aPeriodBegan === 'in five banking days' ? calendar.plus(today, 5) : addDays(today, -aPeriodBegan.daysAgo);
  const startsOn = addMonths(began, -monthsAgo);
  // A month without this day would move every later period; the month before it always has the day.
  return addMonths(startsOn, monthsAgo) === began ? startsOn : addMonths(began, -monthsAgo - 1);
}

export function earlier(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a < b ? a : b;
}
