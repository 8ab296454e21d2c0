import fc from 'fast-check';
import { broken, Frozen } from './money-invariants';
import { MONEY_STEPS, MoneyLife } from './money-life';
import type { MoneyStep } from './money-life';

/** A run that goes all its way, and what may become of its payments: by single steps it is seldom come upon. */
const SENT: readonly MoneyStep[] = ['propose', 'submit', 'approve run', 'export'];
const WAYS: readonly (readonly MoneyStep[])[] = [
  SENT,
  [...SENT, 'return', 'undo return'],
  [...SENT, 'return', 'attempt', 'undo return'],
  [...SENT, 'return', 'attempt', ...SENT],
  [...SENT, 'statement', 'statement of return', 'attempt'],
  ['suspend', 'resume'],
  ['hold', 'release'],
  ['propose', 'vary by group', 'cancel run', 'vary by health'],
  ['propose', 'submit', 'send back', 'take line out', 'submit'],
  ['receive', 'recover', 'reverse'],
];
const way = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<MoneyStep>(...MONEY_STEPS).map((step) => [step]) },
  { weight: 1, arbitrary: fc.constantFrom(...WAYS) },
);
const choice = fc.record({
  pick: fc.nat(20),
  percent: fc.constantFrom(10, 50, 100),
  days: fc.constantFrom(-20, 0, 5, 12, 40, 75, 100),
});
const stories = fc.array(fc.tuple(way, choice), { minLength: 5, maxLength: 14 });

/**
 * Tells stories of money, one contract each, and looks after every step for what must never be. Answers what was done and
 * what was refused.
 */
export async function tellMoneyStories(life: MoneyLife, { numRuns }: { numRuns: number }): Promise<Set<string>> {
  const seen = new Set<string>();
  const frozen = new Frozen(life.test.db);
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      await life.newContract();
      for (const [step, chosen] of story.flatMap(([steps, each]) => steps.map((step) => [step, each] as const))) {
        const done = await life.perform(step, chosen);
        seen.add(`${step} ${done ? 'done' : 'refused'}`);
        expect({ step, broken: await broken(life.test.db), changed: await frozen.changed() }).toEqual({
          step,
          broken: {},
          changed: [],
        });
      }
    }),
    { numRuns, endOnFailure: true },
  );
  return seen;
}
