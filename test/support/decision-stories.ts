import fc from 'fast-check';
import type { GivenPosition, ProcessInForce } from '../../src/decisions/following.rules';
import type { DecidingSide, DecisionKind, ProcessTerms } from '../../src/decisions/process.rules';
import type { CalendarDate } from '../../src/shared/calendar-date';

const SIDES = ['health', 'group'] as const;
const KINDS = ['timing', 'name_use', 'people'] as const satisfies DecisionKind[];

const parties = SIDES.map((side) => ({ side, part: 'decides' as const, role: 'lead' as const }));
const days = { daysToAnswer: 5, dayKind: 'calendar' as const };
/** Ways of deciding that one replaces by another; none of them names `people`. */
export const WAYS: ProcessTerms[] = [
  { ...days, parties, kinds: [{ kind: 'timing', decides: 'both', withoutAnswer: 'wait' }] },
  {
    ...days,
    parties: [...parties, { side: 'group', part: 'consulted', role: 'other', words: 'Our trustees' }],
    kinds: [
      { kind: 'timing', decides: 'both', withoutAnswer: 'goes_on' },
      { kind: 'name_use', decides: 'group', withoutAnswer: 'wait' },
    ],
  },
];

export type What =
  | ('propose' | 'propose for later' | 'sign' | 'decline' | 'take the proposal back' | 'a day' | 'a fortnight')
  | ('yes' | 'no' | 'abstain' | 'yes by who may not' | 'yes for the other side' | 'escalate')
  | ('agree' | 'agree past the server' | 'decide anyway' | 'take back');
export interface Step {
  what: What;
  side: DecidingSide;
  /** Which way is proposed, which option is meant. */
  second: boolean;
}
export interface Story {
  kind: DecisionKind;
  hasOptions: boolean;
  steps: Step[];
}

export const ALL: What[] = [
  ...(['propose', 'propose for later', 'sign', 'decline', 'take the proposal back', 'a day', 'a fortnight'] as const),
  ...(['yes', 'no', 'abstain', 'yes by who may not', 'yes for the other side', 'escalate'] as const),
  ...(['agree', 'agree past the server', 'decide anyway', 'take back'] as const),
];
export const stories = fc.record<Story>({
  kind: fc.constantFrom(...KINDS),
  hasOptions: fc.boolean(),
  steps: fc.array(
    fc.record<Step>({
      what: fc.constantFrom<What>(...ALL, 'propose', 'sign', 'sign', 'yes', 'yes', 'yes', 'agree', 'agree'),
      side: fc.constantFrom(...SIDES),
      second: fc.boolean(),
    }),
    { minLength: 5, maxLength: 12 },
  ),
});

/** "H: propose 2" is said of the health side: it proposes the second way. */
const told = (kind: DecisionKind, hasOptions: boolean, lines: string): [Story] => [
  {
    kind,
    hasOptions,
    steps: lines.split(', ').map((line) => {
      const [side = '', what = ''] = line.split(': ');
      return {
        side: side === 'H' ? 'health' : 'group',
        what: what.replace(' 2', '') as What,
        second: what.endsWith(' 2'),
      };
    }),
  },
];

/** Between them, these do and are refused every step: what is met is not left to chance. */
export const CERTAIN: [Story][] = [
  told(
    'timing',
    false,
    'H: agree, H: yes by who may not, H: propose, H: sign, G: propose, G: sign, H: yes by who may not, H: yes, H: agree, G: yes, G: agree, G: yes',
  ),
  told(
    'timing',
    true,
    'G: propose, H: sign, H: yes, G: yes 2, G: agree past the server, G: yes, G: agree past the server, H: agree past the server',
  ),
  // a process replaced while the decision is open: what was said under the first is nothing any more
  told(
    'timing',
    false,
    'H: propose, G: sign, H: yes, G: yes, H: propose 2, G: sign, H: agree, H: yes, G: yes, H: agree, G: yes 2, G: agree, H: escalate',
  ),
  told(
    'timing',
    false,
    'H: propose, G: sign, H: yes, G: yes, H: propose for later, G: sign, H: a fortnight, H: agree past the server, H: yes, G: yes, H: agree',
  ),
  // silence: enough where both signed it and its time is over, and never for the name
  told('timing', false, 'H: propose 2, G: sign, H: yes, H: agree, H: a fortnight, H: agree'),
  told('name_use', false, 'H: propose 2, G: sign, G: yes 2, H: a fortnight, G: agree, H: abstain, G: a day, G: agree'),
  told(
    'people',
    false,
    'H: propose, G: decline, H: propose for later, G: take the proposal back, H: take the proposal back, H: decline, H: propose for later, H: propose for later, G: yes, G: no, H: escalate, H: escalate, G: take back, H: decide anyway, H: decide anyway, G: no',
  ),
  told(
    'people',
    true,
    'H: no, H: abstain, G: yes for the other side, H: yes for the other side, H: take back, G: abstain, H: take back',
  ),
];

export interface Proposal {
  id: string;
  by: DecidingSide;
  from: CalendarDate | null;
  terms: ProcessTerms;
}

/** The life of one decision, and of the ways of deciding beside it, told without a database. */
export interface Model {
  today: CalendarDate;
  signed: (ProcessInForce & { from: CalendarDate })[];
  open: Proposal | null;
  kind: DecisionKind;
  options: number;
  answerBy: CalendarDate;
  state: string;
  followed: string | null;
  escalated: boolean;
  positions: GivenPosition[];
}

/** The way that holds on the story's day: the one signed for the latest day, of two for one day the later one. */
export function inForce({ signed, today }: Model): ProcessInForce | null {
  const holding = signed.filter(({ from }) => from <= today);
  return holding.reduce<Model['signed'][number] | null>(
    (best, one) => (best && best.from > one.from ? best : one),
    null,
  );
}

export function signed({ id, from, terms }: Proposal, today: CalendarDate): Model['signed'][number] {
  const consults = terms.parties.filter(({ part }) => part === 'consulted').map(({ side }) => side);
  return { id, kinds: terms.kinds, consults, from: from !== null && from > today ? from : today };
}
