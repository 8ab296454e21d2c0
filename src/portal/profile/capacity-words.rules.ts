import { calendarDate } from '../../shared/calendar-date';
import { counted, day } from '../frame/wording.rules';

export const CAPACITY_WORDS: Readonly<Record<'open' | 'limited' | 'paused', string>> = {
  open: 'Open: we can take on more',
  limited: 'Limited: we can take on a little',
  paused: 'Paused: we can take on nobody just now',
};

/** "Limited: we can take on a little. People wait 6 weeks. Since 2 November 2026." */
export function capacitySentence({
  state,
  waitingWeeks,
  statedOn,
}: {
  state: 'open' | 'limited' | 'paused';
  waitingWeeks: number | null;
  statedOn: string;
}): string {
  const wait = waitingWeeks === null ? '' : ` ${waitWords(waitingWeeks)}`;
  return `${CAPACITY_WORDS[state]}.${wait} Said on ${day(calendarDate(statedOn))}.`;
}

function waitWords(weeks: number): string {
  return weeks === 0 ? 'Nobody waits.' : `People wait ${counted(weeks, 'week')}.`;
}
