/** Whole pence. PostgreSQL sends `bigint` as text; an amount too large for a safe integer stops here. */
export function penceFromDatabase(text: string): number {
  const pence = Number(text);
  if (!Number.isSafeInteger(pence)) throw new RangeError(`Amount out of range: ${text}`);
  return pence;
}

/** numerator ÷ denominator to the nearest whole, halves up. Both positive. BigInt because products of pence pass 2^53. */
export function roundHalfUp(numerator: bigint, denominator: bigint): number {
  return Number((2n * numerator + denominator) / (2n * denominator));
}

/** 1234567 → "£12,345.67", for messages that people read. */
export function pounds(pence: number): string {
  const sign = pence < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(pence) / 100).toLocaleString('en-GB');
  return `${sign}£${whole}.${String(Math.abs(pence) % 100).padStart(2, '0')}`;
}
