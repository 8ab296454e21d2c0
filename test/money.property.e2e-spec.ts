import { MoneyLife } from './support/money-life';
import { tellMoneyStories } from './support/money-stories';

let life: MoneyLife;

beforeAll(async () => {
  life = await MoneyLife.begin();
}, 60_000);
afterAll(() => life.test.close());

/** A few stories; test/long tells many more. */
it('whatever both sides and finance do, the money adds up, is sent once, and stays what it was once it is sent', async () => {
  const seen = await tellMoneyStories(life, { numRuns: 6 });
  expect(seen).toContain('export done');
}, 240_000);
