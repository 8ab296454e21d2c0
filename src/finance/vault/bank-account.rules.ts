import { DomainError } from '../../shared/domain-error';

/** Digits as somebody copies them from a letter, with spaces or strokes between; null when there are not as many. */
export function digitsIn(text: string, count: number): string | null {
  const digits = text.replace(/[\s\p{Pd}]/gu, '');
  return /^\d+$/.test(digits) && digits.length === count ? digits : null;
}

const NUMBERS = [
  { field: 'sortCode', digits: 6, detail: 'A sort code has six digits, like 12-34-56.' },
  { field: 'accountNumber', digits: 8, detail: 'An account number has eight digits: put zeros before a shorter one.' },
  { field: 'serviceUserNumber', digits: 6, detail: 'A service user number has six digits.' },
] as const;

interface Account {
  sortCode: string;
  accountNumber: string;
  accountName: string;
}

/** An account as somebody has typed it. Throws DomainError `invalid` that names each of its numbers that is none. */
export function accountIn(
  typed: Account & { serviceUserNumber?: string },
): Account & { serviceUserNumber: string | null } {
  const wrong = NUMBERS.filter(
    ({ field, digits }) => typed[field] !== undefined && digitsIn(typed[field], digits) === null,
  );
  const [first] = wrong;
  if (first !== undefined) {
    const errors = wrong.map(({ field, detail }) => ({ pointer: `/${field}`, detail }));
    throw new DomainError('invalid', first.detail, errors);
  }
  const { accountName, serviceUserNumber } = typed;
  return {
    sortCode: digitsIn(typed.sortCode, 6) ?? '',
    accountNumber: digitsIn(typed.accountNumber, 8) ?? '',
    accountName,
    serviceUserNumber: serviceUserNumber === undefined ? null : digitsIn(serviceUserNumber, 6),
  };
}

/** What anybody sees of a sort code: its last two digits. */
export function maskedSortCode(ends: string): string {
  return `••-••-${ends}`;
}

/** What anybody sees of an account number: its last four digits. */
export function maskedAccount(ends: string): string {
  return `••••${ends}`;
}

/** 089999 → 08-99-99. */
export function spacedSortCode(sortCode: string): string {
  return [sortCode.slice(0, 2), sortCode.slice(2, 4), sortCode.slice(4)].join('-');
}
