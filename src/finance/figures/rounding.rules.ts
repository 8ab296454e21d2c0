import { roundHalfUp } from '../../shared/money';

/** A number of payments or invoices, and what they come to in pence. */
export interface Amount {
  count: number;
  pence: number;
}

export const NONE: Amount = { count: 0, pence: 0 };

export function total(amounts: readonly Amount[]): Amount {
  return amounts.reduce((sum, { count, pence }) => ({ count: sum.count + count, pence: sum.pence + pence }), NONE);
}

/** A part of a whole, in per cent with two places, halves up; null of nothing: a share of nothing is no share. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : roundHalfUp(BigInt(part) * 10_000n, BigInt(whole)) / 100;
}

/** The same in whole per cent, as annual reports print it: from the parts themselves, never from a rounded figure. */
export function wholePercentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : roundHalfUp(BigInt(part) * 100n, BigInt(whole));
}

/** Whether a target is met by what was done, and not by how it is rounded: 94.95% is printed as 95%, and misses 95%. */
export function meets(percent: number, part: number, whole: number): boolean | null {
  return whole === 0 ? null : BigInt(part) * 100n >= BigInt(percent) * BigInt(whole);
}

/** An arithmetic mean with one place, halves up; null of nothing. */
export function meanOf(sum: number, count: number): number | null {
  return count === 0 ? null : roundHalfUp(BigInt(sum) * 10n, BigInt(count)) / 10;
}
