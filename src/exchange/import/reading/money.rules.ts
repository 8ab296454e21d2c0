import { Mistake, named } from './problem.rules';

const AMOUNT = /^£? ?(\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d{1,2}))?$/;
const LARGEST_PENCE = 100_000_000_000_000;
const HOW = 'write pounds and pence like 12,375.50';

/** Pounds, with pound sign, commas every three digits and pence each optional. Gives whole pence, more than none. */
export function readMoney(text: string): number | Mistake {
  const found = AMOUNT.exec(text);
  if (!found) return new Mistake(`${named(text)} ${whyNoAmount(text)}`);
  const pounds = Number(found[1]?.replaceAll(',', ''));
  const pence = Number((found[2] ?? '').padEnd(2, '0'));
  return withinLimits(text, pounds * 100 + pence);
}

function withinLimits(text: string, pence: number): number | Mistake {
  if (pence === 0) return new Mistake(`${named(text)} is nothing; write an amount above £0.00`);
  if (pence > LARGEST_PENCE) return new Mistake(`${named(text)} is more than £1,000,000,000,000; check the amount`);
  return pence;
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^\(.*\)$/s, 'is in brackets, which means a negative amount; write an amount above £0.00'],
  [/^£? ?[-\u2212\u2013]|[-\u2212\u2013]$/, 'is negative; write an amount above £0.00'],
  [/^£? ?[\d,]+\.\d{3,}$/, `has more than two decimals; round it to whole pence: ${HOW}`],
  [/^£? ?[\d.]+,\d{1,2}$/, `has a comma before its pence; commas go every three digits only: ${HOW}`],
  [/^£? ?[\d.,]+e[+-]?\d+$/i, `is a spreadsheet's short form; format the column as a number: ${HOW}`],
  [/[$€¥]|\b(?:usd|eur|gbp)\b/i, `names a currency other than the pound sign; amounts are in pounds: ${HOW}`],
  [/^£? ?\d[\d,]*,[\d,]*(?:\.\d{1,2})?$/, `has commas that are not every three digits; ${HOW}`],
];

function whyNoAmount(text: string): string {
  // no amount is that long, and a pattern on a long text takes long
  const reason = text.length > 40 ? undefined : REASONS.find(([pattern]) => pattern.test(text));
  return reason ? reason[1] : `is not an amount; ${HOW}`;
}
