import { KilledStatement } from '../support/killed-statement';

/** More statements than taking one in has. */
const MOST = 200;

let statement: KilledStatement;

jest.setTimeout(3_600_000);
beforeAll(async () => {
  statement = await KilledStatement.begin();
});
afterAll(() => statement.end());

it('leaves nothing of a bank statement, before whichever statement the server dies', async () => {
  const before = await statement.state();
  let [killed, done] = [0, await statement.take(0)];
  while (done.died && killed < MOST) {
    expect({ killed, state: await statement.state() }).toEqual({ killed, state: before });
    killed += 1;
    done = await statement.take(killed);
  }
  expect(await statement.left()).toEqual([]);
  // It has fewer statements than that, and so it was done.
  expect(done.answer?.status).toBe(201);
  expect(killed).toBeGreaterThan(15);
});

it('answers the same to the same key from then on', async () => {
  const after = await statement.state();
  const { answer } = await statement.take();
  expect(answer?.status).toBe(201);
  expect(await statement.state()).toEqual(after);
});
