export interface MoneyMark {
  pence: number;
  /** Short: "£500", "£2.5k", "£40k", "£1.5m", "£2.5bn". */
  text: string;
}

const MOST_MARKS = 5;
const STEPS = [1, 2, 2.5, 5, 10];
const ONE_POUND = 100;

/** Round amounts from nothing up, at most five steps, the last of them at or above the highest amount. */
export function scaleTo(highestPence: number): { topPence: number; marks: MoneyMark[] } {
  const least = Math.max(highestPence / MOST_MARKS, ONE_POUND);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = (STEPS.find((times) => times * power >= least) ?? 10) * power;
  const count = Math.max(1, Math.ceil(highestPence / step));
  const marks = Array.from({ length: count + 1 }, (_, at) => ({ pence: at * step, text: shortPounds(at * step) }));
  return { topPence: count * step, marks };
}

function shortPounds(pence: number): string {
  const whole = pence / ONE_POUND;
  if (whole >= 1_000_000_000) return `£${String(whole / 1_000_000_000)}bn`;
  if (whole >= 1_000_000) return `£${String(whole / 1_000_000)}m`;
  return whole >= 1_000 ? `£${String(whole / 1_000)}k` : `£${String(whole)}`;
}
