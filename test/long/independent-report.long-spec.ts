import { differences } from '../independent/differences';
import { textOf } from '../independent/days';
import { makePortfolio } from '../independent/make-portfolio';
import { importFiles, reportOf } from '../independent/product';
import { report } from '../independent/report';
import { startApp } from '../support/start-app';
import type { TestApp } from '../support/start-app';

/**
 * Portfolios in which every threshold, edge day and rounding of the rules matters somewhere. `INDEPENDENT_SEEDS=1-300`
 * tries as many others as one has time for.
 */
const TELLING = [1, 2, 3, 6, 7, 10, 11, 15, 16, 18, 30, 35, 54];
const seeds = seedsFrom(process.env.INDEPENDENT_SEEDS);

function seedsFrom(range: string | undefined): number[] {
  if (range === undefined) return TELLING;
  const [first = 1, last = first] = range.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

let test: TestApp;

beforeAll(async () => {
  test = await startApp();
}, 60_000);

afterAll(() => test.close());

describe('the report on imported spreadsheets', () => {
  it.each(seeds)('is what the design says, worked out a second time: portfolio %i', async (seed) => {
    const { portfolio, files, days } = makePortfolio(seed);

    const imported = await importFiles(test, files, days[0]);
    expect(imported.errors).toEqual([]);
    for (const day of days) {
      const found = differences(report(portfolio, day), await reportOf(test, portfolio, day));
      expect({ day: textOf(day), found }).toEqual({ day: textOf(day), found: [] });
    }
  });

  it.each(seeds)('is not changed by the same files brought in again: portfolio %i', async (seed) => {
    const { portfolio, files, days } = makePortfolio(seed);

    const again = await importFiles(test, files, days[1]);
    expect(again).toEqual({ errors: [], problems: [], changed: false });
    expect(differences(report(portfolio, days[0]), await reportOf(test, portfolio, days[0]))).toEqual([]);
  });

  it.each(seeds)(
    'names every bad cell, changes nothing, or keeps exactly the good rows: portfolio %i',
    async (seed) => {
      const { portfolio, spoilt, days } = makePortfolio(seed, { label: 'z' });

      const refused = await importFiles(test, spoilt.files, days[0]);
      expect(refused).toMatchObject({ errors: spoilt.errors, changed: false });
      expect((await reportOf(test, portfolio, days[0])).totals.contracts).toBe(0);

      const kept = await importFiles(test, spoilt.files, days[0], true);
      expect(kept.errors).toEqual(spoilt.errors);
      expect(differences(report(portfolio, days[0]), await reportOf(test, portfolio, days[0]))).toEqual([]);
    },
  );
});
