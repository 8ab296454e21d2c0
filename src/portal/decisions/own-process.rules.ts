import { isCalendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { answersOfKinds, readKinds } from './own-kinds.rules';
import type { Answers, KindTerms, Problem } from './own-kinds.rules';
import { answersOfPeople, readPeople } from './own-people.rules';
import type { Names, PartyTerms } from './own-people.rules';

/** How a side wants both to decide, as it is proposed. */
export interface OwnProcess {
  daysToAnswer: number;
  dayKind: 'banking' | 'calendar';
  fromOn?: CalendarDate;
  words?: string;
  kinds: KindTerms[];
  parties: PartyTerms[];
}

interface Said {
  daysToAnswer: number;
  dayKind: string;
  fromOn?: string | null;
  words?: string | null;
  kinds: Parameters<typeof answersOfKinds>[0];
  parties: Parameters<typeof answersOfPeople>[0];
}

const MOST_CHARACTERS = 2000;

/** The form as it is filled in from what was said before. A first day that is over is left out. */
export function answersOf(said: Said, today: CalendarDate): Record<string, string> {
  return {
    ...answersOfKinds(said.kinds),
    ...answersOfPeople(said.parties),
    daysToAnswer: String(said.daysToAnswer),
    dayKind: said.dayKind,
    fromOn: typeof said.fromOn === 'string' && said.fromOn >= today ? said.fromOn : '',
    words: said.words ?? '',
  };
}

/** What the form asks for, and all that is wrong with it, in the order of the page. */
export function ownProcessIn(
  answers: Answers,
  names: Names,
  today: CalendarDate,
): { process: OwnProcess; problems: Problem[] } {
  const { kinds, problems } = readKinds(answers);
  const leads = kinds.some(({ withoutAnswer }) => withoutAnswer === 'escalate');
  const people = readPeople(answers, names, leads);
  const said = (name: string) => String(answers[name] ?? '');
  const [fromOn, words] = [said('fromOn'), said('words').replaceAll('\r\n', '\n')];
  return {
    process: {
      daysToAnswer: Number(said('daysToAnswer')),
      dayKind: said('dayKind') === 'calendar' ? 'calendar' : 'banking',
      ...(isCalendarDate(fromOn) && { fromOn }),
      ...(words !== '' && { words }),
      ...{ kinds, parties: people.parties },
    },
    problems: [
      ...problems,
      ...people.problems,
      ...problemsOfDays(said('daysToAnswer'), said('dayKind')),
      ...problemsOfFrom(fromOn, today),
      ...(words.length > MOST_CHARACTERS ? [{ field: 'words', text: 'Say it in at most 2,000 characters' }] : []),
    ],
  };
}

function problemsOfDays(days: string, kind: string): Problem[] {
  const isNumber = /^\d{1,2}$/.test(days) && Number(days) >= 1 && Number(days) <= 90;
  return [
    ...(isNumber ? [] : [{ field: 'daysToAnswer', text: 'Enter a number of days from 1 to 90' }]),
    ...(['banking', 'calendar'].includes(kind) ? [] : [{ field: 'dayKind', text: 'Choose which days count' }]),
  ];
}

function problemsOfFrom(fromOn: string, today: CalendarDate): Problem[] {
  if (fromOn === '') return [];
  if (!isCalendarDate(fromOn))
    return [{ field: 'fromOn', text: 'Enter the whole day from which it holds, or nothing' }];
  return fromOn < today ? [{ field: 'fromOn', text: 'The day from which it holds must not be over' }] : [];
}

const OF_KIND: Readonly<Record<string, string>> = { withoutAnswer: 'silence' };
const OF_ALL: Readonly<Record<string, string>> = { kinds: 'kind-content-decides', parties: 'health-decides-1' };

/** Where the form asks for what the API calls so: `parties-1-contactId`. */
export function fieldOnForm(field: string, { kinds, parties }: OwnProcess): string {
  const [list, at, name] = field.split('-');
  if (name === undefined) return OF_ALL[field] ?? field;
  const [kind, party] = [kinds[Number(at)], parties[Number(at)]];
  if (list === 'kinds' && kind !== undefined) return `kind-${kind.kind}-${OF_KIND[name] ?? name}`;
  return party === undefined ? field : `${party.side}-${party.part}-${placeOf(party, parties)}`;
}

/** Which of the choices of one place it was, or the others in words. */
function placeOf(party: PartyTerms, parties: readonly PartyTerms[]): string {
  if (party.role === 'other') return 'others';
  const beside = parties.filter(({ side, part }) => side === party.side && part === party.part);
  return String(beside.indexOf(party) + 1);
}
