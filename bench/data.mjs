/** What data.sql makes, for those who ask for its records. */

/** M and L of the design; `quick` is a tenth of M. Twelve times as many payments as contracts. */
export const SIZES = {
  /** A tenth of `quick`, to see what grows with the data. */
  tenth: { groups: 100, contracts: 500 },
  quick: { groups: 1_000, contracts: 5_000 },
  M: { groups: 10_000, contracts: 50_000 },
  L: { groups: 100_000, contracts: 833_334 },
};

/** The day that everything is judged by. */
export const TODAY = '2026-11-22';

const KINDS = { body: 1, group: 2, partnership: 3, contract: 4, instalment: 5, contact: 8, token: 11 };

export function idOf(kind, number) {
  const [of, at] = [KINDS[kind].toString(16).padStart(4, '0'), number.toString(16).padStart(12, '0')];
  return `0198${of}-0000-7000-8000-${at}`;
}

/** The contact of a side (0 health, 1 group) of the partnership of a health body and a group. */
export const contactOf = (body, group, side) => idOf('contact', (body * 10_000_000 + group) * 2 + side);

/** Of a partnership manager of the health body, with every scope. */
export const tokenOf = (body) => `accord_${'benchmark'.padEnd(39, '_')}${String(body).padStart(4, '0')}`;
