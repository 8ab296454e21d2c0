import { counted } from '../frame/wording.rules';
import { kindLine, partyWords } from './decision-words.rules';
import { KINDS } from './own-kinds.rules';
import type { Names } from './own-people.rules';

interface SaidKind {
  kind: string;
  decides: string;
  withoutAnswer: string;
  words?: string | null;
}

interface Said {
  daysToAnswer: number;
  dayKind: string;
  words?: string | null;
  kinds: readonly SaidKind[];
  parties: readonly { side: string; part: string; role: string; contactId?: string | null; words?: string | null }[];
}

type Mark = 'New' | 'Gone' | 'Changed' | 'Kept';

/** One thing that a process says, in two versions of it. */
export interface ComparedLine {
  what: string;
  was: string;
  willBe: string;
  mark: Mark;
}

export interface ComparedProcesses {
  /** What is new, gone or otherwise. */
  changed: ComparedLine[];
  kept: ComparedLine[];
  /** "4 things stay as they are." Empty when nothing does. */
  stays: string;
}

const NOT_COVERED = 'Not covered: it needs a yes from both sides';
const NOBODY = 'Nobody';
const NOTHING = 'Nothing';
const PARTS = [
  { part: 'decides', heading: 'who decides' },
  { part: 'consulted', heading: 'who is asked first' },
  { part: 'escalation', heading: 'to whom it goes without agreement' },
] as const;

/** Two versions side by side. `people` are the names of contacts, by their id. */
export function compareProcesses(
  before: Said,
  after: Said,
  names: Names,
  people: ReadonlyMap<string, string>,
): ComparedProcesses {
  const lines = [
    ...KINDS.flatMap((kind) => kindCompared(kindIn(before, kind), kindIn(after, kind))),
    ...(['health', 'group'] as const).flatMap((side) =>
      PARTS.flatMap(({ part, heading }) => {
        const who = (said: Said) => peopleIn(said, side, part, people);
        return compared(`${names[side]}: ${heading}`, who(before), who(after), NOBODY);
      }),
    ),
    ...compared('Time to answer', daysWords(before), daysWords(after), NOTHING),
    ...compared('What else both should know', textOf(before), textOf(after), NOTHING),
  ];
  const kept = lines.filter(({ mark }) => mark === 'Kept');
  return { changed: lines.filter(({ mark }) => mark !== 'Kept'), kept, stays: staysWords(kept.length) };
}

/** "10 working days". */
export function daysWords({ daysToAnswer, dayKind }: Pick<Said, 'daysToAnswer' | 'dayKind'>): string {
  return counted(daysToAnswer, dayKind === 'banking' ? 'working day' : 'day');
}

/** Forms end lines as Windows does: that changes nothing. */
function textOf({ words }: Said): string {
  return (words ?? '').replaceAll('\r\n', '\n');
}

function kindIn({ kinds }: Said, kind: string): SaidKind | null {
  return kinds.find((each) => each.kind === kind) ?? null;
}

function kindCompared(before: SaidKind | null, after: SaidKind | null): ComparedLine[] {
  const one = after ?? before;
  if (one === null) return [];
  const said = (kind: SaidKind | null) => (kind === null ? '' : saidOf(kind, before, after));
  return compared(kindLine(one).what, said(before), said(after), NOT_COVERED);
}

/** Which other decisions are meant is said where the two versions mean others. */
function saidOf(kind: SaidKind, before: SaidKind | null, after: SaidKind | null): string {
  const { what, how } = kindLine(kind);
  const otherwise = before !== null && after !== null && (before.words ?? '') !== (after.words ?? '');
  return otherwise ? `${what}. ${how}` : how;
}

/** Others in words last, as the form has them: their order changes nothing. */
function peopleIn({ parties }: Said, side: string, part: string, people: ReadonlyMap<string, string>): string {
  return parties
    .filter((party) => party.side === side && party.part === part)
    .sort((one, other) => Number(one.role === 'other') - Number(other.role === 'other'))
    .map((party) => partyWords(party, people))
    .join('; ');
}

/** A line, unless neither says anything. */
function compared(what: string, was: string, willBe: string, nothing: string): ComparedLine[] {
  if (was === '' && willBe === '') return [];
  return [{ what, was: was || nothing, willBe: willBe || nothing, mark: markOf(was, willBe) }];
}

function markOf(was: string, willBe: string): Mark {
  if (was === willBe) return 'Kept';
  if (was === '') return 'New';
  return willBe === '' ? 'Gone' : 'Changed';
}

function staysWords(count: number): string {
  if (count === 0) return '';
  return `${counted(count, 'thing')} ${count === 1 ? 'stays as it is' : 'stay as they are'}`;
}
