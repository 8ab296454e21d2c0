import { dayFromText, monthsAfter } from './days';
import type { Day } from './days';
import { Dice } from './dice';
import { makeContacts } from './make-contacts';
import { makeContracts } from './make-contracts';
import type { Size } from './make-contracts';
import { makePayments } from './make-payments';
import type { Portfolio } from './portfolio';
import { save, sheetsOf } from './spreadsheets';
import type { Spreadsheets } from './spreadsheets';
import { spoil } from './spoil';
import { Writer } from './writer';

export interface Made {
  portfolio: Portfolio;
  files: Spreadsheets;
  /** The same rows with bad ones among them, and what is to be said of those: file, row, column and cell. */
  spoilt: { files: Spreadsheets; errors: string[] };
  /** The day that the portfolio turns on, then others before and after it. */
  days: [Day, Day, Day];
}

const EARLIEST = dayFromText('2019-03-01');
const LATEST = dayFromText('2027-12-20');

export interface Wish {
  size?: Size;
  /** Keeps the health bodies apart from those of the same seed. */
  label?: string;
}

/** A portfolio that a seed makes, the same every time. */
export function makePortfolio(seed: number, { size, label }: Wish = {}): Made {
  const dice = new Dice(seed);
  const pivot = dice.percent(10) ? dayFromText('2024-02-29') : dice.from(EARLIEST, LATEST);
  const some = size ?? { bodies: dice.from(1, 3), groups: dice.from(1, 4), contracts: dice.from(1, 14) };
  const contracts = makeContracts(dice, pivot, some, `${label ?? ''}${seed}`);
  const payments = makePayments(dice, contracts, pivot);
  const portfolio = { contracts, payments, contacts: makeContacts(dice, contracts, pivot) };
  const soon = pivot + dice.one([-1, 1, 7, 31, 61]);
  const far = monthsAfter(pivot, dice.one([-7, -1, 4, 11]));
  const write = new Writer(dice);
  const sheets = sheetsOf(write, portfolio);
  return {
    portfolio,
    files: save(write, sheets),
    spoilt: spoil(dice, write, sheets),
    days: [pivot, Math.min(soon, LATEST), Math.min(far, LATEST)],
  };
}
