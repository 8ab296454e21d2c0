import { MONEY_STEPS, MoneyLife } from '../support/money-life';
import { tellMoneyStories } from '../support/money-stories';

let life: MoneyLife;

jest.setTimeout(3_600_000);
beforeAll(async () => {
  life = await MoneyLife.begin();
});
afterAll(() => life.test.close());

it('whatever both sides and finance do, the money adds up, is sent once, and stays what it was once it is sent', async () => {
  const seen = await tellMoneyStories(life, { numRuns: 150 });
  const done = MONEY_STEPS.map((step) => `${step} done`);
  const refused = ['vary by group', 'hold', 'approve', 'submit', 'approve run', 'export', 'undo return', 'recover'].map(
    (step) => `${step} refused`,
  );
  expect([...done, ...refused].filter((outcome) => !seen.has(outcome))).toEqual([]);
});
