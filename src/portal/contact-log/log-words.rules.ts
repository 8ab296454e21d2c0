import { calendarDate } from '../../shared/calendar-date';
import { day } from '../frame/wording.rules';

/** An entry of the contact log, as its readers may know it. */
export interface EntryFacts {
  happenedOn: string;
  channel: string;
  startedBy: string;
  twoWay: boolean;
  healthBody: string;
  healthPerson: { name: string | null; email: string | null };
  groupPerson: { name: string | null; email: string | null } | null;
  contractReference: string | null;
  purpose: string | null;
  outcome: string | null;
}

export interface FormerFacts {
  field: string;
  was: string | null;
}

/** One answer of an entry, with what it said before it was put right, oldest first. */
export interface EntryLine {
  label: string;
  value: string;
  former: string[];
}

export const CHANNEL_NAMES: Readonly<Record<string, string>> = {
  email: 'Email',
  phone: 'Phone call',
  video: 'Video call',
  in_person: 'Meeting in person',
  letter: 'Letter',
  portal: 'Message in Accord',
};

const NOTHING = 'Nothing written';

export function nameOf(person: { name: string | null; email: string | null } | null): string {
  return person === null ? 'Nobody named' : (person.name ?? person.email ?? 'Name not known');
}

/** "Phone call, 4 November 2026". */
export function entryHeading({ channel, happenedOn }: Pick<EntryFacts, 'channel' | 'happenedOn'>): string {
  return `${CHANNEL_NAMES[channel] ?? channel}, ${day(calendarDate(happenedOn))}`;
}

/** Who spoke with whom, for a group. */
export function entryWho({ healthBody, healthPerson, groupPerson }: EntryFacts): string {
  const other = `${nameOf(healthPerson)} of ${healthBody}`;
  return groupPerson === null ? other : `${nameOf(groupPerson)} and ${other}`;
}

export function startedWords(startedBy: string, healthBody: string): string {
  return startedBy === 'group' ? 'We did' : healthBody;
}

export function answeredWords(twoWay: boolean): string {
  return twoWay ? 'Yes' : 'No, it went one way';
}

/** Whether somebody waits for an answer; null where both sides took part. */
export function unansweredWords({ twoWay, startedBy, healthBody }: EntryFacts): string | null {
  if (twoWay) return null;
  return startedBy === 'group' ? `${healthBody} has not answered.` : 'We have not answered.';
}

/** The answers of an entry; `names` says who and what the ids of former answers meant. */
export function entryLines(
  entry: EntryFacts,
  corrections: readonly FormerFacts[],
  names: ReadonlyMap<string, string>,
): EntryLine[] {
  const said = (field: string, label: string, value: string): EntryLine => ({
    label,
    value,
    former: corrections
      .filter((correction) => correction.field === field)
      .map(({ was }) => formerWords(field, was, { names, healthBody: entry.healthBody })),
  });
  return [
    said('happenedOn', 'Day', day(calendarDate(entry.happenedOn))),
    said('channel', 'How', CHANNEL_NAMES[entry.channel] ?? entry.channel),
    said('healthContactId', `Of ${entry.healthBody}`, nameOf(entry.healthPerson)),
    said('groupContactId', 'Of our group', nameOf(entry.groupPerson)),
    said('startedBy', 'Who started it', startedWords(entry.startedBy, entry.healthBody)),
    said('twoWay', 'Both sides took part', answeredWords(entry.twoWay)),
    said('contractId', 'About', entry.contractReference ?? 'No one contract'),
    said('purpose', 'What it was for', entry.purpose ?? NOTHING),
    said('outcome', 'What came of it', entry.outcome ?? NOTHING),
  ];
}

function formerWords(
  field: string,
  was: string | null,
  { names, healthBody }: { names: ReadonlyMap<string, string>; healthBody: string },
): string {
  if (was === null) return NONE[field] ?? NOTHING;
  const words: Readonly<Record<string, () => string>> = {
    happenedOn: () => day(calendarDate(was)),
    channel: () => CHANNEL_NAMES[was] ?? was,
    startedBy: () => startedWords(was, healthBody),
    twoWay: () => answeredWords(was === 'true'),
    healthContactId: () => names.get(was) ?? 'Somebody else',
    groupContactId: () => names.get(was) ?? 'Somebody else',
    contractId: () => names.get(was) ?? 'Another contract',
  };
  return words[field]?.() ?? was;
}

const NONE: Readonly<Record<string, string>> = { groupContactId: 'Nobody named', contractId: 'No one contract' };
