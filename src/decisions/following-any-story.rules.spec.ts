import fc from 'fast-check';
import { addDays, calendarDate } from '../shared/calendar-date';
import { lackOf, STANCES } from './following.rules';
import type { DecisionFacts, GivenPosition, ProcessInForce, Stance } from './following.rules';
import { DECIDING, DECISION_KINDS, NEVER_BY_SILENCE, WITHOUT_ANSWER } from './process.rules';
import type { DecidingSide, DecisionKind } from './process.rules';

const SIDES = ['health', 'group'] as const;
const FIRST_DAY = calendarDate('2026-11-02');
const DAYS_TO_ANSWER = 10;

const side = fc.constantFrom<DecidingSide>(...SIDES);
const option = fc.option(fc.integer({ min: 1, max: 3 }));
const terms = fc.record({
  kinds: fc.uniqueArray(
    fc
      .record({
        kind: fc.constantFrom<DecisionKind>(...DECISION_KINDS),
        decides: fc.constantFrom(...DECIDING),
        withoutAnswer: fc.constantFrom(...WITHOUT_ANSWER),
      })
      .filter(({ kind, withoutAnswer }) => !NEVER_BY_SILENCE.includes(kind) || withoutAnswer !== 'goes_on')
      .filter(({ kind, decides }) => kind !== 'name_use' || decides !== 'health'),
    { selector: ({ kind }) => kind, minLength: 1 },
  ),
  consults: fc.uniqueArray(side),
});

type Step =
  | { step: 'days pass'; days: number }
  | { step: 'a process is signed'; terms: Omit<ProcessInForce, 'id'> }
  | { step: 'a side says'; side: DecidingSide; stance: Stance; option: number | null; consulted: boolean };

const steps = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: fc.record({ step: fc.constant('days pass' as const), days: fc.integer({ max: 14 }) }) },
    { weight: 1, arbitrary: fc.record({ step: fc.constant('a process is signed' as const), terms }) },
    {
      weight: 4,
      arbitrary: fc.record({
        step: fc.constant('a side says' as const),
        side,
        // a yes is said most often, or nothing would ever be agreed
        stance: fc.constantFrom<Stance>(...STANCES, 'agree', 'agree'),
        option,
        consulted: fc.boolean(),
      }),
    },
  ),
  { minLength: 1, maxLength: 12 },
);
const subject = fc.record({
  kind: fc.constantFrom<DecisionKind>(...DECISION_KINDS),
  options: fc.constantFrom(0, 0, 3),
});

/** A decision on one day of its life. */
interface Now {
  decision: DecisionFacts;
  inForce: ProcessInForce | null;
  on: ReturnType<typeof calendarDate>;
}

const begun = ({ kind, options }: { kind: DecisionKind; options: number }, inForce: Now['inForce']): Now => ({
  decision: { kind, options, answerBy: addDays(FIRST_DAY, DAYS_TO_ANSWER), positions: [] },
  inForce,
  on: FIRST_DAY,
});

/** The next day of it: a process that is signed replaces the one before, and what is said is said under the one in force. */
function after(now: Now, step: Step): Now {
  if (step.step === 'days pass') return { ...now, on: addDays(now.on, Math.max(1, step.days)) };
  if (step.step === 'a process is signed') return { ...now, inForce: { ...step.terms, id: renewed(now.inForce) } };
  const { side: of, stance, option: chosen, consulted } = step;
  const processId = now.inForce?.id ?? null;
  const said: GivenPosition = { side: of, stance, option: chosen, processId, consulted };
  return { ...now, decision: { ...now.decision, positions: [...now.decision.positions, said] } };
}

const renewed = (before: ProcessInForce | null) => `${before?.id ?? ''}+`;

/** What the sides signed, said once more from the guide and without the rule: each line is one thing that must be so. */
function wrongIfAgreed({ decision, inForce, on }: Now, chosen: number | null): string[] {
  if (inForce === null) return ['there is a process'];
  const named = inForce.kinds.find(({ kind }) => kind === decision.kind);
  const deciding = SIDES.filter((each) => [undefined, 'both', each].includes(named?.decides));
  const last = (of: DecidingSide) => decision.positions.filter((each) => each.side === of).at(-1);
  const silent = SIDES.filter((each) => last(each) === undefined);
  const spoken = SIDES.flatMap((each) => last(each) ?? []);
  const must: [string, boolean][] = [
    ['somebody who decides says yes', spoken.some((each) => deciding.includes(each.side) && isYes(each))],
    ['nobody says no', spoken.every(({ stance }) => stance !== 'do_not_agree')],
    ['all who decide and have spoken say yes', spoken.every((each) => !deciding.includes(each.side) || isYes(each))],
    ['all was said under the process in force', spoken.every(({ processId }) => processId === inForce.id)],
    ['all were asked who are to be', spoken.every((each) => each.consulted || !inForce.consults.includes(each.side))],
    [
      'those who decide chose the same',
      decision.options === 0 || spoken.every((each) => !deciding.includes(each.side) || each.option === chosen),
    ],
    ['one of the options is chosen', decision.options === 0 || chosen !== null],
    ['nobody is silent within the time to answer', silent.length === 0 || on > decision.answerBy],
    ['nobody is silent to what is never by silence', silent.length === 0 || !NEVER_BY_SILENCE.includes(decision.kind)],
    [
      'who decides is silent only where both signed that it goes on',
      !silent.some((each) => deciding.includes(each)) || named?.withoutAnswer === 'goes_on',
    ],
  ];
  return must.filter(([, isSo]) => !isSo).map(([what]) => what);
}

const isYes = ({ stance }: GivenPosition) => stance === 'agree' || stance === 'agree_with_comment';
const lack = ({ decision, inForce, on }: Now, chosen: number | null) => lackOf(decision, inForce, on, chosen);

/** What keeps it so is looked for on every day of any story; answers the first day on which it is not so. */
function notSo(isSo: (now: Now, chosen: number | null) => boolean): unknown {
  const story = fc.property(subject, fc.option(terms), steps, option, (what, signed, told, chosen) => {
    let now = begun(what, signed === null ? null : { ...signed, id: '1' });
    const days = [now, ...told.map((step) => (now = after(now, step)))];
    return days.every((day) => isSo(day, chosen));
  });
  return fc.check(story, { numRuns: 1000 }).counterexample;
}

describe('a decision, whatever is done to it', () => {
  it('may be called agreed when all is there that the process in force on that day requires, and never otherwise', () => {
    expect(
      notSo((now, chosen) => (lack(now, chosen) === null) === (wrongIfAgreed(now, chosen).length === 0)),
    ).toBeNull();
  });

  it('needs everything anew once another process holds', () => {
    const replaced = (now: Now) => now.inForce && { ...now.inForce, id: renewed(now.inForce) };
    expect(notSo((now, chosen) => lack({ ...now, inForce: replaced(now) }, chosen) !== null)).toBeNull();
  });

  it('is never agreed after a no, and a word of one side is never that of the other', () => {
    const says = (now: Now, of: DecidingSide, stance: Stance, chosen: number | null) =>
      after(now, { step: 'a side says', side: of, stance, option: chosen, consulted: true });
    const isSo = (now: Now, of: DecidingSide, chosen: number | null) =>
      lack(says(now, of, 'do_not_agree', chosen), chosen) !== null &&
      (lack(now, chosen) !== (of === 'health' ? 'group' : 'health') ||
        lack(says(now, of, 'agree', chosen), chosen) !== null);
    expect(notSo((now, chosen) => SIDES.every((of) => isSo(now, of, chosen)))).toBeNull();
  });

  it('that is agreed today is so tomorrow, when nobody says anything else', () => {
    const later = (now: Now) => after(now, { step: 'days pass', days: 14 });
    expect(notSo((now, chosen) => lack(now, chosen) !== null || lack(later(now), chosen) === null)).toBeNull();
  });
});

describe('each thing that a process requires', () => {
  const process = (decides: 'both' | 'group', withoutAnswer: 'wait' | 'goes_on'): ProcessInForce => ({
    id: '1',
    kinds: (['timing', 'name_use'] as const).map((kind) => ({ kind, decides, withoutAnswer })),
    consults: ['group'],
  });
  const say = (of: DecidingSide, rest: Partial<Pick<GivenPosition, 'stance' | 'option' | 'consulted'>> = {}): Step => ({
    ...{ step: 'a side says', side: of, stance: 'agree', option: null, consulted: true },
    ...rest,
  });
  const yes = SIDES.map((each) => say(each));
  const late: Step = { step: 'days pass', days: 14 };
  const both = process('both', 'wait');
  const goesOn = process('both', 'goes_on');
  const chooses = (of: DecidingSide, chosen: number | null) => say(of, { option: chosen });

  it.each<[what: string, inForce: ProcessInForce | null, story: Step[], options?: number, kind?: DecisionKind]>([
    ['there is a process', null, yes],
    ['somebody who decides says yes', goesOn, [late]],
    ['all who decide and have spoken say yes', both, [say('health', { stance: 'abstain' }), say('group')]],
    ['nobody says no', process('group', 'wait'), [say('group'), say('health', { stance: 'do_not_agree' })]],
    ['all was said under the process in force', both, [...yes, { step: 'a process is signed', terms: both }]],
    ['all were asked who are to be', both, [say('health'), say('group', { consulted: false })]],
    ['those who decide chose the same', both, [chooses('health', 1), chooses('group', 2)], 2],
    ['one of the options is chosen', both, yes, 2],
    ['nobody is silent within the time to answer', goesOn, [say('group')]],
    ['nobody is silent to what is never by silence', process('group', 'wait'), [say('group'), late], 0, 'name_use'],
    ['who decides is silent only where both signed that it goes on', both, [say('group'), late]],
  ])(
    'keeps it from being agreed when it alone is missing: %s',
    (what, inForce, story, options = 0, kind = 'timing') => {
      const now = story.reduce(after, begun({ kind, options }, inForce));
      const chosen = what === 'those who decide chose the same' ? 1 : null;
      expect(wrongIfAgreed(now, chosen)).toEqual([what]);
      expect(lack(now, chosen)).not.toBeNull();
    },
  );

  it('lets it be agreed when all of them are there', () => {
    const agreed = [
      [both, yes],
      [goesOn, [say('group'), late]],
      [process('group', 'wait'), [say('group'), late]],
    ] as const;
    for (const [inForce, story] of agreed) {
      expect(lack([...story].reduce(after, begun({ kind: 'timing', options: 0 }, inForce)), null)).toBeNull();
    }
  });
});
