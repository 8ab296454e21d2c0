/**
 * Whether an account number can exist at a sort code, by the published rules "Validating account numbers: UK modulus
 * checking" (Vocalink, chapters 2 and 3). To pass says only that such a pair could exist, never that it does.
 */
export type ModulusMethod = 'MOD10' | 'MOD11' | 'DBLAL';

/** One row of the weight table: how account numbers of a range of sort codes are checked. */
export interface ModulusRow {
  method: ModulusMethod;
  /** Fourteen: for the six digits of the sort code (u to z), then for the eight of the account (a to h). */
  weights: readonly number[];
  /** 1 to 14: what is done otherwise for this range. */
  exception: number | null;
}

/** What the tables say of one sort code. */
export interface ModulusTables {
  /** None where its banks publish no check; at most two. */
  rows: readonly ModulusRow[];
  /** The sort code that is checked in place of this one, under exception 5. */
  instead: string | null;
}

export type ModulusAnswer = 'possible' | 'impossible' | 'not_checkable';

/** Where the digits of the account are among the fourteen. */
const [A, C, G, H] = [6, 8, 12, 13];
const LAST_BEFORE_C = 8;

/** Under these exceptions of the first row, one of two checks is enough. */
const ONE_IS_ENOUGH = [2, 10, 12];
/** Under these exceptions the check is made for this sort code instead. */
const INSTEAD: Readonly<Record<number, string>> = { 8: '090126', 9: '309634' };
const ADDED_UNDER_EXCEPTION_1 = 27;
const [WITH_A, WITH_A_AND_G_9] = [
  [0, 0, 1, 2, 5, 3, 6, 4, 8, 7, 10, 9, 3, 1],
  [0, 0, 0, 0, 0, 0, 0, 0, 8, 7, 10, 9, 3, 1],
];

/** `sortCode` has six digits and `accountNumber` eight. */
export function checkModulus(sortCode: string, accountNumber: string, tables: ModulusTables): ModulusAnswer {
  const [first, second] = tables.rows;
  if (first === undefined || isForeignCurrency(first, digitsOf(accountNumber))) return 'not_checkable';
  const passes = (row: ModulusRow) => passesRow(row, { sortCode, accountNumber, instead: tables.instead });
  const pass = second === undefined ? passes(first) : passesBoth(first, second, passes, accountNumber);
  return pass ? 'possible' : 'impossible';
}

function passesBoth(
  first: ModulusRow,
  second: ModulusRow,
  passes: (row: ModulusRow) => boolean,
  accountNumber: string,
): boolean {
  if (ONE_IS_ENOUGH.includes(first.exception ?? 0)) return passes(first) || passes(second);
  const c = digitsOf(accountNumber)[C - A];
  const secondIsLeftOut = second.exception === 3 && (c === 6 || c === 9);
  return passes(first) && (secondIsLeftOut || passes(second));
}

/** Exception 6: such accounts follow no rule. */
function isForeignCurrency({ exception }: ModulusRow, account: readonly number[]): boolean {
  const [a = 0] = account;
  return exception === 6 && a >= 4 && a <= 8 && account[G - A] === account[H - A];
}

interface Pair {
  sortCode: string;
  accountNumber: string;
  instead: string | null;
}

function passesRow(row: ModulusRow, { sortCode, accountNumber, instead }: Pair): boolean {
  const own = row.exception === 5 ? (instead ?? sortCode) : (INSTEAD[row.exception ?? 0] ?? sortCode);
  const check = (account: string) => verdict(row, digitsOf(own + account));
  return check(accountNumber) || (row.exception === 14 && passesShifted(accountNumber, check));
}

/** Exception 14: old numbers of seven digits, with a last digit that was added. */
function passesShifted(accountNumber: string, check: (account: string) => boolean): boolean {
  return /[019]$/.test(accountNumber) && check(`0${accountNumber.slice(0, -1)}`);
}

function verdict(row: ModulusRow, digits: readonly number[]): boolean {
  const total = totalOf(row, digits);
  const remainder = modulo(total, row.method === 'MOD11' ? 11 : 10);
  if (row.exception === 4) return remainder === (digits[G] ?? 0) * 10 + (digits[H] ?? 0);
  return row.exception === 5 ? isCheckDigit(row, remainder, digits) : remainder === 0;
}

/** Exception 5: the remainder gives the check digit, which is g for the first check and h for the second. */
function isCheckDigit({ method }: ModulusRow, remainder: number, digits: readonly number[]): boolean {
  const [modulus, digit] = method === 'MOD11' ? [11, digits[G]] : [10, digits[H]];
  // 11 - 1 would be a check digit of two digits, so that remainder 1 never passes.
  return remainder === 0 ? digit === 0 : modulus - remainder === digit;
}

function totalOf(row: ModulusRow, digits: readonly number[]): number {
  const products = weightsFor(row, digits).map((weight, at) => weight * (digits[at] ?? 0));
  const numbers = row.method === 'DBLAL' ? products.flatMap((product) => digitsOf(String(product))) : products;
  return numbers.reduce((sum, number) => sum + number, row.exception === 1 ? ADDED_UNDER_EXCEPTION_1 : 0);
}

function weightsFor({ exception, weights }: ModulusRow, digits: readonly number[]): readonly number[] {
  const gIs9 = digits[G] === 9;
  if (exception === 2 && digits[A] !== 0) return gIs9 ? WITH_A_AND_G_9 : WITH_A;
  const startsSo = /^[09]9$/.test(digits.slice(A, C).join(''));
  const leavesOut = gIs9 && (exception === 7 || (exception === 10 && startsSo));
  return leavesOut ? weights.map((weight, at) => (at < LAST_BEFORE_C ? 0 : weight)) : weights;
}

function digitsOf(text: string): number[] {
  return Array.from(text, Number);
}

/** Never negative, as some weights are. */
function modulo(total: number, by: number): number {
  return ((total % by) + by) % by;
}
