import { percentsOf, shareWords } from './percents.rules';

describe('shares in per cent', () => {
  it.each([[[1, 1, 1]], [[1, 1, 1, 1, 1, 1, 1]], [[5, 3, 3]], [[999, 1]], [[2, 0, 1]], [[12_345_678, 87_654_321, 3]]])(
    'of %j add up to 100',
    (parts) => {
      expect(percentsOf(parts).reduce((sum, part) => sum + part, 0)).toBe(100);
    },
  );

  it('give what is left over to those who lost most by rounding', () => {
    expect(percentsOf([1, 1, 1])).toEqual([34, 33, 33]);
    expect(percentsOf([86, 7, 7])).toEqual([86, 7, 7]);
    expect(percentsOf([2, 1])).toEqual([67, 33]);
  });

  it('are all zero where there is nothing', () => {
    expect(percentsOf([0, 0])).toEqual([0, 0]);
    expect(percentsOf([])).toEqual([]);
  });

  it('are said as nothing or all only where they are', () => {
    const said = (part: number, total: number) => shareWords(percentsOf([part, total - part])[0] ?? 0, { part, total });
    expect([said(0, 1000), said(1, 1000), said(999, 1000), said(1000, 1000), said(1, 3)]).toEqual([
      ...['0%', 'less than 1%', 'more than 99%', '100%', '33%'],
    ]);
  });
});
