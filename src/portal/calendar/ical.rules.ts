import type { CalendarDate } from '../../shared/calendar-date';
import { addDays } from '../../shared/calendar-date';

/** A day in somebody's calendar. */
export interface CalendarEntry {
  /** The same for as long as it is the same thing, so that a day that moves moves in the calendar. */
  uid: string;
  on: CalendarDate;
  title: string;
  /** Where there is more of it, behind the sign-in. */
  url: string | null;
}

const MOST_OCTETS = 75;
const encoder = new TextEncoder();

/** A calendar as RFC 5545 has it. `stamp` is when it was written. */
export function icalendar(entries: readonly CalendarEntry[], stamp: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Accord//Dates//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped('Dates')}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
    ...entries.flatMap((entry) => event(entry, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function event({ uid, on, title, url }: CalendarEntry, stamp: Date): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${stamp.toISOString().replace(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${basic(on)}`,
    // The day after: the end is not included.
    `DTEND;VALUE=DATE:${basic(addDays(on, 1))}`,
    `SUMMARY:${escaped(title)}`,
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    ...(url === null ? [] : [`URL:${url}`]),
    'END:VEVENT',
  ];
}

function basic(date: CalendarDate): string {
  return date.replaceAll('-', '');
}

/** Section 3.3.11: backslashes, semicolons, commas and line breaks. */
export function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
}

/** Section 3.1: no line longer than 75 octets, and no character cut in two. */
export function folded(line: string): string {
  let [whole, octets] = ['', 0];
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > MOST_OCTETS) {
      whole += '\r\n ';
      octets = 1;
    }
    whole += character;
    octets += size;
  }
  return whole;
}
