import type { Answers, Problem } from './own-kinds.rules';

const SIDES = ['health', 'group'] as const;
const PARTS = ['decides', 'consulted', 'escalation'] as const;
type Side = (typeof SIDES)[number];
type Part = (typeof PARTS)[number];

export interface PartyTerms {
  side: Side;
  part: Part;
  role: 'lead' | 'deputy' | 'contact' | 'other';
  contactId?: string;
  words?: string;
}

interface SaidParty {
  side: string;
  part: string;
  role: string;
  contactId?: string | null;
  words?: string | null;
}

/** What the two organisations are called. */
export interface Names {
  health: string;
  group: string;
}

/** How many a form has room for in one place, and how many a process can name. */
export const MOST_PEOPLE = 20;
const MOST_CHARACTERS = 200;
const ROLES = ['lead', 'deputy'] as const;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The answers that say so: a choice for each person, and others in words, one a line. */
export function answersOfPeople(parties: readonly SaidParty[]): Record<string, string> {
  const places = SIDES.flatMap((side) => PARTS.map((part) => ({ side, part })));
  return Object.assign(
    {},
    ...places.map(({ side, part }) => answersAt(`${side}-${part}`, parties.filter(isAt(side, part)))),
  ) as Record<string, string>;
}

function answersAt(place: string, parties: readonly SaidParty[]): Record<string, string> {
  const chosen = parties.filter(({ role }) => role !== 'other');
  const others = parties.flatMap(({ role, words }) => (role === 'other' ? [words ?? ''] : []));
  return {
    ...Object.fromEntries(chosen.map(({ role, contactId }, at) => [`${place}-${String(at + 1)}`, contactId ?? role])),
    [`${place}-others`]: others.join('\n'),
  };
}

/** Whoever is named on both sides, and what is wrong with that. `leads`: something goes on to those who are named. */
export function readPeople(
  answers: Answers,
  names: Names,
  leads: boolean,
): { parties: PartyTerms[]; problems: Problem[] } {
  const places = SIDES.flatMap((side) => PARTS.map((part) => readPlace(answers, names, { side, part })));
  const parties = places.flatMap((place) => place.parties);
  const problems = [
    ...places.flatMap((place) => place.problems),
    ...SIDES.filter((side) => !parties.some(isAt(side, 'decides'))).map((side) => ({
      field: `${side}-decides-1`,
      text: `${names[side]}: say who decides`,
    })),
  ];
  if (leads && !parties.some(({ part }) => part === 'escalation')) {
    problems.push({
      field: 'health-escalation-1',
      text: 'Say to whom it goes without agreement, on one side at least',
    });
  }
  if (parties.length > MOST_PEOPLE) {
    problems.push({ field: 'health-decides-1', text: `Name at most ${String(MOST_PEOPLE)} people in all` });
  }
  return { parties, problems };
}

function readPlace(answers: Answers, names: Names, { side, part }: { side: Side; part: Part }) {
  const said = (name: string) => String(answers[`${side}-${part}-${name}`] ?? '');
  const fields = Array.from({ length: MOST_PEOPLE }, (_, at) => String(at + 1));
  const wrong = (field: string, text: string) => ({
    field: `${side}-${part}-${field}`,
    text: `${names[side]}: ${text}`,
  });
  const chosen = [...new Set(fields.map(said))].filter((value) => value !== '');
  const others = [...new Set(linesOf(said('others')))];
  return {
    parties: [
      ...chosen.flatMap((value) => personOf(value) ?? []),
      ...others.map((words) => ({ role: 'other' as const, words })),
    ].map((person): PartyTerms => ({ side, part, ...person })),
    problems: [
      ...fields.filter((field) => !isKnown(said(field))).map((field) => wrong(field, 'choose from the list')),
      ...(others.some((line) => line.length > MOST_CHARACTERS)
        ? [wrong('others', `say who else in at most ${String(MOST_CHARACTERS)} characters a line`)]
        : []),
    ],
  };
}

/** Lead, deputy or the id of a contact; null for anything else. */
function personOf(value: string): Pick<PartyTerms, 'role' | 'contactId'> | null {
  const role = ROLES.find((known) => known === value);
  if (role !== undefined) return { role };
  return ID.test(value) ? { role: 'contact', contactId: value } : null;
}

function isKnown(value: string): boolean {
  return value === '' || personOf(value) !== null;
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function isAt(side: string, part: string) {
  return (party: { side: string; part: string }) => party.side === side && party.part === part;
}
