import fc from 'fast-check';
import { CERTAIN_STORIES } from './money-certain';
import { broken, Frozen } from './money-invariants';
import { MONEY_CONTRACTS, MONEY_STEPS, MoneyLife } from './money-life';
import type { Choice, MoneyContract, MoneyStep } from './money-life';

/** A run that goes all its way, and what may become of its payments: by single steps it is seldom come upon. */
const SENT: readonly MoneyStep[] = ['propose', 'submit', 'approve run', 'export'];
const WAYS: readonly (readonly MoneyStep[])[] = [
  SENT,
  [...SENT, 'return', 'undo return'],
  [...SENT, 'return', 'attempt', 'undo return'],
  [...SENT, 'return', 'attempt', ...SENT],
  [...SENT, 'statement', 'statement of return', 'attempt'],
  [...SENT, 'terminate', 'return', 'attempt'],
  [...SENT, 'terminate', 'return', 'undo return', 'statement', 'recover'],
  ['receive', 'terminate', 'reverse'],
  ['suspend', 'resume'],
  ['hold', 'release'],
  ['propose', 'vary by group', 'cancel run', 'vary by health'],
  ['propose', 'submit', 'send back', 'take line out', 'submit'],
  ['receive', 'recover', 'reverse'],
];
const way: fc.Arbitrary<readonly MoneyStep[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<MoneyStep>(...MONEY_STEPS).map((step) => [step]) },
  { weight: 1, arbitrary: fc.constantFrom(...WAYS) },
);
const choice: fc.Arbitrary<Choice> = fc.record({
  pick: fc.nat(20),
  percent: fc.constantFrom(10, 50, 100),
  days: fc.constantFrom(-20, 0, 5, 12, 40, 75, 100),
});
const stories = fc.array(fc.tuple(way, choice), { minLength: 5, maxLength: 14 });
const terms: fc.Arbitrary<MoneyContract> = fc.constantFrom(...MONEY_CONTRACTS);

/**
 * Tells stories of money, one contract each, and looks after every step for what must never be. The first are always the
 * same, in which each step is done once and most are refused; as many as are asked for are made up besides. Answers what
 * was done and what was refused.
 */
export async function tellMoneyStories(life: MoneyLife, { madeUp }: { madeUp: number }): Promise<Set<string>> {
  const seen = new Set<string>();
  const frozen = new Frozen(life.test.db);
  await fc.assert(
    fc.asyncProperty(terms, stories, async (contract, story) => {
      await life.newContract(contract);
      for (const [step, chosen] of story.flatMap(([steps, each]) => steps.map((step) => [step, each] as const))) {
        seen.add(`${step} ${await life.perform(step, chosen)}`);
        const { owed, comesTo } = await life.ended();
        const now = { broken: await broken(life.test.db), changed: await frozen.changed(), comesTo };
        expect({ step, ...now }).toEqual({ step, broken: {}, changed: [], comesTo: owed });
      }
    }),
    { numRuns: CERTAIN_STORIES.length + madeUp, examples: [...CERTAIN_STORIES], endOnFailure: true },
  );
  return seen;
}
