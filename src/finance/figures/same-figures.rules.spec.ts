import { sameFigures } from './same-figures.rules';

describe('figures that were kept', () => {
  const now = { paid: { count: 2, pence: 100 }, bands: [{ days: '1-30' }, { days: '61+' }], mean: null };

  it('are the same in whatever order the database gives their names', () => {
    expect(sameFigures({ mean: null, bands: now.bands, paid: { pence: 100, count: 2 } }, now)).toBe(true);
  });

  it('are others where a number, the order of a list or nothing at all has changed', () => {
    expect(sameFigures({ ...now, paid: { count: 3, pence: 100 } }, now)).toBe(false);
    expect(sameFigures({ ...now, bands: [...now.bands].reverse() }, now)).toBe(false);
    expect(sameFigures({ ...now, mean: 0 }, now)).toBe(false);
  });
});
