/** Digits as somebody copies them from a letter, with spaces or strokes between; null when there are not as many. */
export function digitsIn(text: string, count: number): string | null {
  const digits = text.replace(/[\s-]/g, '');
  return /^\d+$/.test(digits) && digits.length === count ? digits : null;
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
