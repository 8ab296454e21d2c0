import { calendarDate } from '../../shared/calendar-date';
import type { Side } from '../../shared/side';
import { day } from '../frame/wording.rules';

/** Whose words an entry is told in: that side is "we". */
/** An entry of the contact log, as its readers may know it. */
export interface EntryFacts {
  happenedOn: string;
  channel: string;
  startedBy: string;
  twoWay: boolean;
  healthBody: string;
  group: string;
  healthPerson: { name: string | null; email: string | null };
  groupPerson: { name: string | null; email: string | null } | null;
  contractReference: string | null;
  purpose: string | null;
  outcome: string | null;
  /** Whether it was a talk with a mentor. */
  mentoring: boolean;
}

interface CorrectionFacts {
  field: string;
  was: string | null;
  correctedAt: string;
}

/** One answer of an entry. */
export interface EntryLine {
  label: string;
  value: string;
}

/** What one answer said, until it was put right. */
export interface FormerLine {
  label: string;
  was: string;
  until: Date;
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

type Sides = Pick<EntryFacts, 'healthBody' | 'group'>;

/** The name of the side that is not the reader's. */
export function otherSide({ healthBody, group }: Sides, reader: Side): string {
  return reader === 'group' ? healthBody : group;
}

function startedWords(startedBy: string, entry: Sides, reader: Side): string {
  return startedBy === reader ? 'We did' : otherSide(entry, reader);
}

const YES = 'Yes';

function answeredWords(twoWay: boolean): string {
  return twoWay ? YES : 'No, it went one way';
}

/** Whether somebody waits for an answer; null where both sides took part. */
export function unansweredWords(entry: Sides & Pick<EntryFacts, 'twoWay' | 'startedBy'>, reader: Side): string | null {
  if (entry.twoWay) return null;
  return entry.startedBy === reader ? `${otherSide(entry, reader)} has not answered.` : 'We have not answered.';
}

type Kind = Sides & Pick<EntryFacts, 'mentoring'>;

/** What each answer is called. */
function labels({ healthBody, group, mentoring }: Kind, reader: Side) {
  return {
    happenedOn: 'Day',
    channel: 'How',
    healthContactId: reader === 'health' ? 'Of our side' : `Of ${healthBody}`,
    groupContactId: reader === 'group' ? 'Of our group' : `Of ${group}`,
    startedBy: 'Who started it',
    twoWay: 'Both sides took part',
    contractId: 'About',
    mentoring: 'A talk with a mentor',
    purpose: mentoring ? 'What was talked about' : 'What it was for',
    outcome: mentoring ? 'What to do next' : 'What came of it',
  };
}

/** The answers of an entry. */
export function entryLines(entry: EntryFacts, reader: Side): EntryLine[] {
  const label = labels(entry, reader);
  return [
    { label: label.happenedOn, value: day(calendarDate(entry.happenedOn)) },
    { label: label.channel, value: CHANNEL_NAMES[entry.channel] ?? entry.channel },
    { label: label.healthContactId, value: nameOf(entry.healthPerson) },
    { label: label.groupContactId, value: nameOf(entry.groupPerson) },
    ...(entry.mentoring
      ? [{ label: label.mentoring, value: YES }]
      : [{ label: label.startedBy, value: startedWords(entry.startedBy, entry, reader) }]),
    ...(entry.mentoring && entry.twoWay ? [] : [{ label: label.twoWay, value: answeredWords(entry.twoWay) }]),
    { label: label.contractId, value: entry.contractReference ?? 'No one contract' },
    { label: label.purpose, value: entry.purpose ?? NOTHING },
    { label: label.outcome, value: entry.outcome ?? NOTHING },
  ];
}

/** What it said before, the newest correction first; `names` says who and what the ids of former answers meant. */
export function formerLines(
  entry: Kind & { corrections: readonly CorrectionFacts[] },
  names: ReadonlyMap<string, string>,
  reader: Side,
): FormerLine[] {
  const label: Readonly<Record<string, string>> = labels(entry, reader);
  const lines = entry.corrections.map(({ field, was, correctedAt }) => ({
    label: label[field] ?? field,
    was: formerWords(field, was, { names, entry, reader }),
    until: new Date(correctedAt),
  }));
  return lines.reverse();
}

function formerWords(
  field: string,
  was: string | null,
  { names, entry, reader }: { names: ReadonlyMap<string, string>; entry: Sides; reader: Side },
): string {
  if (was === null) return NONE[field] ?? NOTHING;
  const words: Readonly<Record<string, () => string>> = {
    happenedOn: () => day(calendarDate(was)),
    channel: () => CHANNEL_NAMES[was] ?? was,
    startedBy: () => startedWords(was, entry, reader),
    twoWay: () => answeredWords(was === 'true'),
    mentoring: () => (was === 'true' ? YES : 'No'),
    healthContactId: () => names.get(was) ?? 'Somebody else',
    groupContactId: () => names.get(was) ?? 'Somebody else',
    contractId: () => names.get(was) ?? 'Another contract',
  };
  return words[field]?.() ?? was;
}

const NONE: Readonly<Record<string, string>> = { groupContactId: 'Nobody named', contractId: 'No one contract' };

/** How the questions of an entry are put to either side; `other` is the name of the one that is not asked. */
export function questionWords(reader: Side, other: string) {
  const started = [
    { value: reader, text: 'We did' },
    { value: reader === 'group' ? 'health' : 'group', text: other },
  ];
  return reader === 'group'
    ? { health: `With whom, of ${other}?`, group: 'Who took part, of your group?', nobody: 'I name nobody', started }
    : { health: 'Who of your side?', group: 'With whom of the group?', nobody: 'Nobody named', started };
}
