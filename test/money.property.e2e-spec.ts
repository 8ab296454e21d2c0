import { CERTAIN_OUTCOMES } from './support/money-certain';
import { MoneyLife } from './support/money-life';
import { tellMoneyStories } from './support/money-stories';

let life: MoneyLife;

beforeAll(async () => {
  life = await MoneyLife.begin();
}, 60_000);
afterAll(() => life.test.close());

/** Those in which everything happens, and a few that are made up; test/long makes up many more. */
it('whatever both sides and finance do, the money adds up, is sent once, and stays what it was once it is sent', async () => {
  const seen = await tellMoneyStories(life, { madeUp: 3 });
  expect(CERTAIN_OUTCOMES.filter((outcome) => !seen.has(outcome))).toEqual([]);
}, 240_000);
