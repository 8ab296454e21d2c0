import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Bombarding } from '../malformed/bombardment';
import { makePortfolio } from '../support/portfolio';
import { startApp } from '../support/start-app';
import type { TestApp } from '../support/start-app';

const MEGABYTE = 1024 * 1024;
const MOST_GROWTH_MEGABYTES = 48;

jest.setTimeout(600_000);
let test: TestApp;
let bombarding: Bombarding;

beforeAll(async () => {
  test = await startApp();
  bombarding = new Bombarding(test.app, test.db, await makePortfolio(test.db));
});
afterAll(() => test.close());

function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / MEGABYTE;
}

describe('ten thousand requests that are not as the API document says', () => {
  it('bring no error of ours, no wait over two seconds, and no growth', async () => {
    await bombarding.send(1_500, 1);
    const before = heapAfterCollection();
    const all = { sent: 0, complaints: [] as unknown[] };
    for (let seed = 2; seed <= 11; seed += 1) {
      const { sent, complaints } = await bombarding.send(1_000, seed);
      all.sent += sent;
      all.complaints.push(...complaints);
    }
    expect(all).toEqual({ sent: 10_000, complaints: [] });
    expect(heapAfterCollection() - before).toBeLessThan(MOST_GROWTH_MEGABYTES);
  });
});
