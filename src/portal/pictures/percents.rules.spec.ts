import { percentsOf } from './percents.rules';

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
});
