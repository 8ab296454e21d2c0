import { termsMix } from './terms-mix.rules';

describe('how the money of all contracts is paid', () => {
  const shares = [
    { kind: 'in_arrears', pence: 2_500_00, contracts: 1 },
    { kind: 'monthly_in_advance', pence: 7_500_00, contracts: 3 },
  ] as const;

  it('is said as a share of the money, not of the contracts', () => {
    const view = termsMix(shares);
    expect(view?.sentence).toBe('75% of the money in 4 contracts is paid monthly in advance.');
    expect(view?.lines).toEqual([
      { kind: 'Monthly in advance', pence: 750_000, contracts: 3, share: '75%' },
      { kind: 'In arrears', pence: 250_000, contracts: 1, share: '25%' },
    ]);
  });

  it('is drawn with a part for each kind, in proportion', () => {
    const widths = [...(termsMix(shares)?.picture ?? '').matchAll(/width="([\d.]+)" height="40"/g)].map(([, at]) => at);
    expect(widths).toEqual(['540.0', '180.0']);
  });

  it('never says that there is nothing of what there is, or nothing else', () => {
    const view = termsMix([
      { kind: 'monthly_in_advance', pence: 999_000, contracts: 9 },
      { kind: 'in_arrears', pence: 1_000, contracts: 1 },
    ]);
    expect(view?.sentence).toBe('More than 99% of the money in 10 contracts is paid monthly in advance.');
    expect(view?.lines.map(({ share }) => share)).toEqual(['more than 99%', 'less than 1%']);
  });

  it('says 0% where nothing is monthly in advance, and nothing where there is no money', () => {
    expect(termsMix([{ kind: 'on_milestone', pence: 1, contracts: 1 }])?.sentence).toContain(
      '0% of the money in 1 contract',
    );
    expect(termsMix([])).toBeNull();
  });
});
