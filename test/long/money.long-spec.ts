import { CERTAIN_OUTCOMES } from '../support/money-certain';
import { MoneyLife } from '../support/money-life';
import { tellMoneyStories } from '../support/money-stories';

let life: MoneyLife;

jest.setTimeout(3_600_000);
beforeAll(async () => {
  life = await MoneyLife.begin();
});
afterAll(() => life.test.close());

it('whatever both sides and finance do, the money adds up, is sent once, and stays what it was once it is sent', async () => {
  const seen = await tellMoneyStories(life, { madeUp: 150 });
  expect(CERTAIN_OUTCOMES.filter((outcome) => !seen.has(outcome))).toEqual([]);
});
