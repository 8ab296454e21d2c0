import { calendarDate } from '../../shared/calendar-date';
import { counted, day } from '../frame/wording.rules';

export const CAPACITY_WORDS: Readonly<Record<'open' | 'limited' | 'paused', string>> = {
  open: 'Open: we can take on more',
  limited: 'Limited: we can take on a little',
  paused: 'Paused: we can take on nobody just now',
};

/** What a group said of its capacity, and when. */
export interface CapacitySaid {
  state: 'open' | 'limited' | 'paused';
  waitingWeeks: number | null;
  statedOn: string;
}

/** "Limited: we can take on a little. People wait 6 weeks. Said on 2 November 2026." */
export function capacitySentence(said: CapacitySaid): string {
  return `${capacityQuote(said)} Said on ${day(calendarDate(said.statedOn))}.`;
}

/** What the group said, in its own words for it. */
export function capacityQuote({ state, waitingWeeks }: Omit<CapacitySaid, 'statedOn'>): string {
  return `${CAPACITY_WORDS[state]}.${waitingWeeks === null ? '' : ` ${waitWords(waitingWeeks)}`}`;
}

const IN_SHORT: Readonly<Record<CapacitySaid['state'], string>> = {
  open: 'Can take on more',
  limited: 'Can take on a little',
  paused: 'Takes on nobody just now',
};

/** For a row of a table: "Can take on a little, as it said on 2 November 2026". */
export function capacityInShort({ state, statedOn }: Omit<CapacitySaid, 'waitingWeeks'>): string {
  return `${IN_SHORT[state]}, as it said on ${day(calendarDate(statedOn))}`;
}

function waitWords(weeks: number): string {
  return weeks === 0 ? 'Nobody waits.' : `People wait ${counted(weeks, 'week')}.`;
}
