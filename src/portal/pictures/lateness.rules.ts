import type { CalendarDate } from '../../shared/calendar-date';
import { counted, day } from '../frame/wording.rules';

/** The payments that fell due in one month. */
export interface MonthOfPayments {
  /** Its first day. */
  month: CalendarDate;
  due: number;
  /** Of those, how many came after their day, or have not come. */
  late: number;
  /** What came late, or has not come, whole pence. */
  latePence: number;
}

export interface LatenessView {
  sentence: string;
  /** SVG of our own making, without anybody's text: shown as it is. */
  wide: string;
  narrow: string;
  months: (Omit<MonthOfPayments, 'month'> & { month: string })[];
}

const SIZES = { wide: { width: 720, height: 260 }, narrow: { width: 343, height: 240 } } as const;
const [TOP, BOTTOM, LEFT] = [24, 30, 36];
const NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const INK = '#212b32';

/** How many payments of each month came late; null where none fell due. Oldest first. */
export function lateness(months: readonly MonthOfPayments[]): LatenessView | null {
  const due = months.reduce((sum, month) => sum + month.due, 0);
  if (due === 0) return null;
  const late = months.reduce((sum, month) => sum + month.late, 0);
  const sentence = sentenceOf(months, { due, late });
  return {
    sentence,
    wide: draw(months, 'wide', sentence),
    narrow: draw(months, 'narrow', sentence),
    months: months.map((month) => ({ ...month, month: named(month.month) })),
  };
}

function sentenceOf(months: readonly MonthOfPayments[], { due, late }: { due: number; late: number }): string {
  const all = `${counted(due, 'payment')} fell due in ${counted(months.length, 'month')}`;
  if (late === 0) return `${all}; none was late.`;
  const worst = months.reduce((one, other) => (other.late > one.late ? other : one));
  const were = late === 1 ? '1 was late' : `${late.toLocaleString('en-GB')} were late`;
  return `${all}; ${were}. ${named(worst.month)} was the worst month, with ${String(worst.late)}.`;
}

function named(month: CalendarDate): string {
  return day(month).replace(/^1 /, '');
}

/** A bar a month: its outline is what fell due, the hatched foot what of it was late, with the number on top. */
function draw(months: readonly MonthOfPayments[], variant: keyof typeof SIZES, sentence: string): string {
  const { width, height } = SIZES[variant];
  const most = Math.max(...months.map(({ due }) => due));
  const slot = (width - LEFT) / months.length;
  const tall = (count: number) => (count / most) * (height - TOP - BOTTOM);
  const foot = height - BOTTOM;
  const bars = months.map(({ month, due, late }, at) => {
    const [x, wide] = [LEFT + at * slot + slot * 0.15, slot * 0.7];
    const middle = (x + wide / 2).toFixed(1);
    const bar = (count: number, fill: string) =>
      `<rect x="${x.toFixed(1)}" y="${(foot - tall(count)).toFixed(1)}" width="${wide.toFixed(1)}" height="${tall(count).toFixed(1)}" fill="${fill}" stroke="${INK}"/>`;
    const shown = variant === 'wide' || at % 3 === 0;
    const text = (y: number, words: string) =>
      `<text x="${middle}" y="${String(y)}" text-anchor="middle" fill="${INK}">${words}</text>`;
    return (
      bar(due, '#e8edee') +
      (late > 0 ? bar(late, `url(#late-${variant})`) : '') +
      (variant === 'wide' ? text(Math.round(foot - tall(due)) - 6, `${String(late)}/${String(due)}`) : '') +
      (shown ? text(foot + 18, NAMES[Number(month.slice(5, 7)) - 1] ?? '') : '')
    );
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(width)} ${String(height)}" role="img" font-size="13" ` +
    `aria-label="Chart of late payments by month. ${sentence}" focusable="false">` +
    `<defs><pattern id="late-${variant}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    `<rect width="7" height="7" fill="#ffffff"/><path d="M0 0V7" stroke="#b41601" stroke-width="4"/></pattern></defs>` +
    `<text x="0" y="${String(TOP)}" fill="${INK}">${String(most)}</text><text x="0" y="${String(foot)}" fill="${INK}">0</text>` +
    `<path d="M${String(LEFT - 6)} ${String(foot)}H${String(width)}" stroke="${INK}"/>${bars.join('')}</svg>`
  );
}
