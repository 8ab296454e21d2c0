/** Far above what a bank books in one entry, and exact as a number. */
const MOST = 1_000_000_000_000_000;

/** "1500.5" → 150050: a decimal of a statement in hundredths, without rounding. Null for what is none, or none above 0. */
export function hundredths(text: string): number | null {
  const found = /^\+?(\d{1,15})(?:\.(\d{1,5}))?$/.exec(text.trim());
  if (found === null) return null;
  const [, whole = '', decimals = ''] = found;
  // ISO 20022 allows five decimals; more than two only as noughts.
  if (/[^0]/.test(decimals.slice(2))) return null;
  const value = Number(whole) * 100 + Number(decimals.slice(0, 2).padEnd(2, '0'));
  return value > 0 && value <= MOST ? value : null;
}

const AMOUNT = /^(?<before>[-+(]?)(?<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?<decimals>\d{1,2}))?(?<after>\)|-|CR|DR)?$/i;

/** "£1,234.50", "-1234.5", "(1,234.50)", "1,234.50 DR" → pence with their sign. Null for what is none; an empty cell is 0. */
export function signedAmount(text: string, format: 'pounds' | 'pence'): number | null {
  const plain = text.replace(/[£\s\ufffd]|GBP/gu, '').replace(/[−–]/gu, '-');
  if (plain === '' || plain === '-') return 0;
  const parts = AMOUNT.exec(plain)?.groups;
  if (parts === undefined) return null;
  const value = scaled(textIn(parts, 'whole').replaceAll(',', ''), textIn(parts, 'decimals'), format);
  const sign = signOf(textIn(parts, 'before'), textIn(parts, 'after').toUpperCase());
  return value === null || sign === null ? null : sign * value;
}

function textIn(parts: Partial<Record<string, string>>, name: string): string {
  return parts[name] ?? '';
}

/** Null where a bracket has no partner. */
function signOf(before: string, after: string): number | null {
  if ((before === '(') !== (after === ')')) return null;
  return ['-', '('].includes(before) || ['-', 'DR'].includes(after) ? -1 : 1;
}

function scaled(whole: string, decimals: string, format: 'pounds' | 'pence'): number | null {
  const value = format === 'pounds' ? Number(whole) * 100 + Number(decimals.padEnd(2, '0')) : Number(whole);
  const isExact = format === 'pounds' || !/[^0]/.test(decimals);
  return isExact && value <= MOST ? value : null;
}
