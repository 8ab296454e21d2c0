import type { CalendarDate } from '../../shared/calendar-date';
import { penceFromDatabase, pounds } from '../../shared/money';
import { stepWords } from '../challenges/challenge-words.rules';
import { CHANNEL_NAMES } from '../contact-log/log-words.rules';
import { decisionTag } from '../decisions/decision-words.rules';
import { moveWords } from '../group/terms-words.rules';

type Side = 'health' | 'group';

/** What happens in a partnership. Of one day the last in the order of letters stands first: an answer above its question. */
export type EventKind =
  | 'contract'
  | 'contact'
  | 'payment'
  | 'decision'
  | 'settled'
  | 'deciding'
  | 'wayproposed'
  | 'wayset'
  | 'made'
  | 'named'
  | 'unnamed'
  | 'used'
  | 'asked'
  | 'introduced'
  | 'challenged'
  | 'replied'
  | 'mentor'
  | 'served'
  | 'finding'
  | 'gone';

export interface TimelineEvent {
  kind: EventKind;
  on: CalendarDate;
  words: string;
  more: string | null;
  pence: string | null;
  link: string;
}

/** Who reads it, where their pages are, and what a finding is called to them. */
export interface TimelineReading {
  side: Side;
  root: string;
  partnershipId: string;
  findingName: (rule: string) => string;
}

export interface TimelineLine {
  on: CalendarDate;
  what: string;
  more: string;
  href: string;
}

type Says = (event: TimelineEvent, reading: TimelineReading) => { what: string; more?: string; path: string };

/** "Your side", or what the reader calls the other one. */
function who(side: string, reader: Side): string {
  if (side === reader) return reader === 'health' ? 'your side' : 'your group';
  return side === 'health' ? 'the health body' : 'the group';
}

const upper = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
const quoted = (text: string | null) => (text === null ? '' : `“${text}”`);

function contractMove({ words, on }: TimelineEvent): string {
  const [state = '', light] = words.split('-');
  const moved = moveWords(state, on)
    .replace(/ on .*/, '')
    .toLowerCase();
  return light === undefined ? moved : `${moved}, as a light agreement`;
}

const INTRODUCTION: Readonly<Record<string, string>> = {
  introduced: 'Introduced',
  declined: 'Introduction: not this time',
  withdrawn: 'Introduction no longer needed',
};

const ofContract = (more: string | null) => `Contract ${more ?? ''}`;

const SAY: Readonly<Record<EventKind, Says>> = {
  contract: (event) => ({
    what: `${ofContract(event.more)}: ${contractMove(event)}`,
    path: `/contracts/${event.link}`,
  }),
  contact: ({ words, more, link }) => ({
    ...{ what: CHANNEL_NAMES[words] ?? words, path: `/contact-log/${link}` },
    more: more ?? '',
  }),
  payment: ({ words, pence, more, link }) => ({
    what: `${pounds(penceFromDatabase(pence ?? '0'))} ${words === 'receipt' ? 'received' : 'taken back'}`,
    ...{ more: ofContract(more), path: `/payments/${link}` },
  }),
  decision: ({ more, link }) => ({ what: 'Decision proposed', more: more ?? '', path: `/decisions/${link}` }),
  settled: ({ words, more, link }) => ({
    what: `Decision closed: ${decisionTag(words).text.toLowerCase()}`,
    ...{ more: more ?? '', path: `/decisions/${link}` },
  }),
  deciding: ({ more, link }) => ({
    what: 'How both decide together: signed by both sides',
    ...{ more: ofContract(more), path: `/contracts/${link}/decision-process` },
  }),
  wayproposed: ({ words, more, link }, { side }) => ({
    what: `How both work together: proposed by ${who(words, side)}`,
    ...{ more: ofContract(more), path: `/contracts/${link}/commencement` },
  }),
  wayset: ({ more, link }) => ({
    what: 'How both work together: agreed by both sides',
    ...{ more: ofContract(more), path: `/contracts/${link}/commencement` },
  }),
  made: ({ words, more, link }, { side }) => ({
    what: `Material: a version made by ${who(words, side)}`,
    ...{ more: more ?? '', path: `/materials/${link}` },
  }),
  named: ({ more, link }, { side }) => ({
    what: `${upper(who('group', side))} said yes to its name`,
    ...{ more: more ?? '', path: `/materials/${link}#name` },
  }),
  unnamed: ({ words, more, link }, { side }) => ({
    what:
      words === 'withdrawn'
        ? `${upper(who('group', side))} took back its yes to the name`
        : 'The yes to the name ended: there is a newer version',
    ...{ more: more ?? '', path: `/materials/${link}#name` },
  }),
  used: ({ words, more, link }) => ({
    what: `Name in use: ${words}`,
    ...{ more: more ?? '', path: `/materials/${link}#uses` },
  }),
  asked: ({ more, link }, { side }) => ({
    what: `${upper(who('group', side))} asked to be introduced`,
    ...{ more: more ?? '', path: `/introductions/${link}` },
  }),
  introduced: ({ words, more, link }) => ({
    what: INTRODUCTION[words] ?? 'Introduction answered',
    ...{ more: more ?? '', path: `/introductions/${link}` },
  }),
  challenged: ({ words, more, link }, { side }) => ({
    what: `${upper(who(words, side))} said that something is not right`,
    ...{ more: quoted(more), path: `/challenges/${link}` },
  }),
  replied: ({ words, more, link }, { side }) => {
    const [by = '', move = '', changed = ''] = words.split(' ');
    const did = stepWords({ move, changed: changed === '' ? null : changed === 'true' });
    return { what: `Challenge: ${who(by, side)} ${did}`, more: quoted(more), path: `/challenges/${link}` };
  },
  mentor: ({ more }, { side, partnershipId }) => ({
    what: 'Mentor named',
    ...{ more: more ?? '', path: side === 'health' ? `/partnerships/${partnershipId}/mentor` : '/who-is-who' },
  }),
  served: ({ words, more, link }) => ({
    what: `Serves a priority: ${words}`,
    ...{ more: ofContract(more), path: `/contracts/${link}` },
  }),
  finding: ({ words, link }, { findingName }) => ({
    what: `Noticed: ${findingName(words)}`,
    path: `/findings/${link}`,
  }),
  gone: ({ words, link }, { findingName }) => ({ what: `Gone: ${findingName(words)}`, path: `/findings/${link}` }),
};

/** A line of the timeline, in words for the side that reads it. */
export function timelineLine(event: TimelineEvent, reading: TimelineReading): TimelineLine {
  const { what, more = '', path } = SAY[event.kind](event, reading);
  return { on: event.on, what, more, href: reading.root + path };
}

/** Each day once, with all that happened on it, in the order of the lines. */
export function byDay(lines: readonly TimelineLine[]): { on: CalendarDate; lines: TimelineLine[] }[] {
  const days: { on: CalendarDate; lines: TimelineLine[] }[] = [];
  for (const line of lines) {
    const last = days.at(-1);
    if (last?.on === line.on) last.lines.push(line);
    else days.push({ on: line.on, lines: [line] });
  }
  return days;
}
