import { calendarDate } from '../../shared/calendar-date';
import { counted, day } from '../frame/wording.rules';

/** "From 1 April 2026 to 31 March 2031", or "Since 1 April 2026" where no end is set. */
export function periodOf({ fromOn, toOn }: { fromOn: string; toOn: string | null }, today: string): string {
  const from = day(calendarDate(fromOn));
  if (toOn !== null) return `From ${from} to ${day(calendarDate(toOn))}`;
  return `${fromOn > today ? 'From' : 'Since'} ${from}`;
}

/** How much work is linked to a priority. */
export function servedBy(links: number): string {
  return links === 0
    ? 'Nothing is linked to it yet'
    : `Served by ${counted(links, 'contract or decision', 'contracts and decisions')}`;
}

const OF: Readonly<Record<'contract' | 'decision', string>> = {
  contract: 'Nothing says yet which of your priorities this contract serves.',
  decision: 'Nothing says yet which of your priorities this decision serves.',
};

/** What stands where no link does, for the health side. */
export function nothingLinked(kind: 'contract' | 'decision'): string {
  return OF[kind];
}
