import fc from 'fast-check';
import { meanOf, meets, percentOf, wholePercentOf } from './rounding.rules';

describe('shares', () => {
  it('come out as a published Better Payment Practice Code table has them', () => {
    // Non-NHS payables of 2022: 18,764 of 20,242 invoices and £75,460k of £79,474k within the target.
    expect([percentOf(18_764, 20_242), wholePercentOf(18_764, 20_242)]).toEqual([92.7, 93]);
    expect([percentOf(75_460, 79_474), wholePercentOf(75_460, 79_474)]).toEqual([94.95, 95]);
  });

  it('meet a target only by what was done: 94.95% is printed as 95%, and misses it', () => {
    expect(meets(95, 75_460, 79_474)).toBe(false);
    expect(meets(95, 95, 100)).toBe(true);
    expect(meets(95, 949_999, 1_000_000)).toBe(false);
  });

  it('of nothing are no share, and neither met nor missed', () => {
    expect([percentOf(0, 0), wholePercentOf(0, 0), meets(95, 0, 0), meanOf(0, 0)]).toEqual([null, null, null, null]);
  });

  it('go up at the half, once', () => {
    expect(percentOf(1, 20_000)).toBe(0.01);
    expect(wholePercentOf(1, 200)).toBe(1);
    expect(meanOf(25, 4)).toBe(6.3);
    expect(meanOf(24, 4)).toBe(6);
  });

  it('keep exact with sums in pence that pass what a product of numbers holds', () => {
    expect(percentOf(Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER)).toBe(100);
    expect(meets(100, Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER)).toBe(false);
  });

  it('are never outside 0 and 100, and whole where the whole is meant', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (one, other) => {
        const share = percentOf(one, one + other);
        expect(share === null || (share >= 0 && share <= 100)).toBe(true);
        expect(percentOf(one, one)).toBe(one === 0 ? null : 100);
      }),
    );
  });
});
