import fc from 'fast-check';
import { calendarDate } from '../shared/calendar-date';
import { lackOf, STANCES } from './following.rules';
import type { DecisionFacts, GivenPosition, ProcessInForce } from './following.rules';
import { DECIDING, DECISION_KINDS, NEVER_BY_SILENCE, WITHOUT_ANSWER } from './process.rules';

const BEFORE = calendarDate('2026-11-20');
const ANSWER_BY = calendarDate('2026-11-30');
const AFTER = calendarDate('2026-12-01');

const process = (change: Partial<ProcessInForce['kinds'][number]> = {}, consults: ProcessInForce['consults'] = []) => ({
  id: 'now',
  kinds: [{ kind: 'timing', decides: 'both', withoutAnswer: 'wait', ...change } as const],
  consults,
});
const yes = (side: 'health' | 'group', change: Partial<GivenPosition> = {}): GivenPosition => ({
  side,
  stance: 'agree',
  option: null,
  processId: 'now',
  consulted: false,
  ...change,
});
const about = (positions: GivenPosition[], change: Partial<DecisionFacts> = {}): DecisionFacts => ({
  kind: 'timing',
  options: 0,
  answerBy: ANSWER_BY,
  positions,
  ...change,
});

describe('whether the process was followed', () => {
  it('needs a process in force', () => {
    expect(lackOf(about([yes('health'), yes('group')]), null, BEFORE, null)).toBe('no_process');
  });

  it('is so once both have agreed, where both decide', () => {
    expect(lackOf(about([yes('health')]), process(), BEFORE, null)).toBe('group');
    expect(lackOf(about([yes('health'), yes('group')]), process(), BEFORE, null)).toBeNull();
  });

  it('goes by what a side said last', () => {
    const first = about([yes('health'), yes('group'), yes('group', { stance: 'do_not_agree' })]);
    expect(lackOf(first, process(), BEFORE, null)).toBe('group');
  });

  it('does not count what was said under an earlier process', () => {
    expect(lackOf(about([yes('health', { processId: 'then' }), yes('group')]), process(), BEFORE, null)).toBe('health');
  });

  it('asks that those were consulted whom it names', () => {
    const consulting = process({}, ['group']);
    expect(lackOf(about([yes('health'), yes('group')]), consulting, BEFORE, null)).toBe('group');
    expect(lackOf(about([yes('health'), yes('group', { consulted: true })]), consulting, BEFORE, null)).toBeNull();
  });

  it('goes on without an answer only when its time is over, and only where both signed that', () => {
    const going = process({ withoutAnswer: 'goes_on' });
    expect(lackOf(about([yes('health')]), going, ANSWER_BY, null)).toBe('group');
    expect(lackOf(about([yes('health')]), going, AFTER, null)).toBeNull();
    expect(lackOf(about([]), going, AFTER, null)).toBe('both');
    expect(lackOf(about([yes('health')]), process(), AFTER, null)).toBe('group');
  });

  it('needs both to choose the same', () => {
    const of = (second: number) =>
      about([yes('health', { option: 1 }), yes('group', { option: second })], { options: 2 });
    expect(lackOf(of(2), process(), BEFORE, 1)).toBe('group');
    expect(lackOf(of(1), process(), BEFORE, 1)).toBeNull();
    expect(lackOf(of(1), process(), BEFORE, null)).toBe('health');
  });
});

describe('any steps in any order', () => {
  const side = fc.constantFrom('health' as const, 'group' as const);
  const position = fc.record<GivenPosition>({
    side,
    stance: fc.constantFrom(...STANCES),
    option: fc.option(fc.integer({ min: 1, max: 2 })),
    processId: fc.constantFrom('now', 'then', null),
    consulted: fc.boolean(),
  });
  const inForce = fc.record<ProcessInForce>({
    id: fc.constant('now'),
    kinds: fc.uniqueArray(
      fc
        .record({
          kind: fc.constantFrom(...DECISION_KINDS),
          decides: fc.constantFrom(...DECIDING),
          withoutAnswer: fc.constantFrom(...WITHOUT_ANSWER),
        })
        .filter(({ kind, withoutAnswer }) => !NEVER_BY_SILENCE.includes(kind) || withoutAnswer !== 'goes_on'),
      { selector: ({ kind }) => kind },
    ),
    consults: fc.uniqueArray(side),
  });
  const facts = fc.record<DecisionFacts>({
    kind: fc.constantFrom(...DECISION_KINDS),
    options: fc.constantFrom(0, 2),
    answerBy: fc.constant(ANSWER_BY),
    positions: fc.array(position, { maxLength: 6 }),
  });
  const day = fc.constantFrom(BEFORE, ANSWER_BY, AFTER);
  const latest = (decision: DecisionFacts, of: string) => decision.positions.filter((each) => each.side === of).at(-1);

  it('never agree on anything without a yes, against a no, or by an answer to another process', () => {
    fc.assert(
      fc.property(
        facts,
        fc.option(inForce),
        day,
        fc.option(fc.integer({ min: 1, max: 2 })),
        (decision, rules, on, option) => {
          if (lackOf(decision, rules, on, option) !== null) return;
          const standing = ['health', 'group'].flatMap((of) => latest(decision, of) ?? []);
          expect(rules).not.toBeNull();
          expect(standing.some(({ stance }) => stance.startsWith('agree'))).toBe(true);
          expect(standing.filter(({ stance, processId }) => stance === 'do_not_agree' || processId !== 'now')).toEqual(
            [],
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('never take silence for consent to a use of the name, to money or to content, nor before its time', () => {
    fc.assert(
      fc.property(facts, inForce, day, (decision, rules, on) => {
        if (lackOf(decision, rules, on, null) !== null) return;
        const silent = ['health', 'group'].some((of) => latest(decision, of) === undefined);
        expect(!silent || (on > decision.answerBy && !NEVER_BY_SILENCE.includes(decision.kind))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
