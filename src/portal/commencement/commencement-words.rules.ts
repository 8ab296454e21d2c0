import { calendarDate } from '../../shared/calendar-date';
import { day, everyDays } from '../frame/wording.rules';

const CHANNELS: Readonly<Record<string, string>> = {
  phone: 'Phone',
  text: 'Text message',
  email: 'Email',
  video: 'Video call',
  in_person: 'In person',
  post: 'Post',
};
const WAYS: Readonly<Record<string, string>> = {
  phone: 'Phone rather than writing',
  text: 'Text messages',
  email: 'Email, so that it is in writing',
  large_print: 'Large print',
  captions: 'Captions on calls',
  bsl: 'British Sign Language',
  time_to_read: 'Time to read before we meet',
};

export const CHANNEL_OPTIONS = options(CHANNELS);
export const WAY_OPTIONS = options(WAYS);

interface Said {
  channel: string;
  contactEveryDays: number;
  ways: readonly string[];
  healthAvailability: string;
  groupAvailability: string;
  deadlines: readonly { what: string; on: string; whose: string }[];
  reviews: readonly string[];
}

/** A version in plain words, a line for each part. */
export function commencementLines(
  said: Said,
  names: { health: string; group: string },
): { key: string; lines: string[] }[] {
  const who = (side: string): string => (side === 'health' ? names.health : names.group);
  return [
    {
      key: 'In touch',
      lines: [`${CHANNELS[said.channel] ?? ''}, at least ${everyDays(said.contactEveryDays)}`],
    },
    { key: 'How we work together', lines: orNone(said.ways.map((way) => WAYS[way] ?? way)) },
    { key: names.health, lines: [said.healthAvailability] },
    { key: names.group, lines: [said.groupAvailability] },
    {
      key: 'Deadlines',
      lines: orNone(said.deadlines.map(({ what, on, whose }) => `${day(calendarDate(on))}: ${what} (${who(whose)})`)),
    },
    { key: 'We look at this again', lines: said.reviews.map((on) => day(calendarDate(on))) },
  ];
}

function orNone(lines: string[]): string[] {
  return lines.length === 0 ? ['None'] : lines;
}

function options(words: Readonly<Record<string, string>>): { value: string; text: string }[] {
  return Object.entries(words).map(([value, text]) => ({ value, text }));
}
