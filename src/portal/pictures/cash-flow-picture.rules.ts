import { addMonths, type CalendarDate, daysBetween } from '../../shared/calendar-date';
import type { CashFlow, Movement } from './cash-flow.rules';
import { firstOfMonth } from './cash-flow.rules';
import { scaleTo } from './money-scale.rules';

/** How large a picture is, in its own units; text is as large as on the page where a unit is a pixel. */
interface Size {
  width: number;
  height: number;
  left: number;
  right: number;
  mostMonths: number;
}

const SIZES = {
  wide: { width: 720, height: 320, left: 62, right: 16, mostMonths: 9 },
  narrow: { width: 343, height: 290, left: 50, right: 8, mostMonths: 4 },
} as const satisfies Record<string, Size>;

export type Variant = keyof typeof SIZES;

const TOP = 34;
const BOTTOM = 44;
const FONT = 14;

/** Told apart by their strokes first (dashed, solid, hatched), so that they are in grey too. */
const COLOURS = {
  expected: '#005eb8',
  paid: '#00503c',
  late: '#b41601',
  grid: '#d8dde0',
  axis: '#4c6272',
  ink: '#212b32',
};

/** How wide a figure of an amount is at the most. */
const ROOM_FOR_FIGURE = 9;
/** How far the name of a line reaches. */
const ROOM_FOR_NAME = 90;

/** A halo keeps words readable over lines. */
const HALO = 'paint-order="stroke" stroke="#ffffff" stroke-width="4" stroke-linejoin="round"';

/** What the two lines are called. */
export interface LineNames {
  expected: string;
  paid: string;
}

const USUAL: LineNames = { expected: 'Expected', paid: 'Paid' };

interface Drawing {
  names: LineNames;
  flow: CashFlow;
  size: Size;
  /** Makes the pattern's id the only one on the page. */
  id: string;
  x: (day: CalendarDate) => number;
  y: (pence: number) => number;
}

/**
 * Expected and paid money as an SVG that needs no styles, scripts or files: it holds figures and our own words only. `id`
 * names the picture on its page. The words beside it (caption and table) say the same.
 */
export function drawCashFlow(flow: CashFlow, variant: Variant, id: string, names = USUAL): string {
  const size = roomFor(flow, SIZES[variant]);
  const drawing = { names, flow, size, id: `${id}-${variant}`, ...axesOf(flow, size) };
  const parts = [
    grid(drawing),
    months(drawing),
    lateArea(drawing),
    todayLine(drawing),
    lines(drawing),
    labels(drawing),
  ];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(size.width)} ${String(size.height)}" role="img" ` +
    `aria-label="${chartOf(names)} ${flow.sentence}" font-size="${String(FONT)}" focusable="false">` +
    `${parts.join('')}</svg>`
  );
}

/** Long amounts push the picture to the right, so that none is cut. */
function roomFor(flow: CashFlow, size: Size): Size {
  const longest = Math.max(...scaleTo(topOf(flow)).marks.map(({ text }) => text.length));
  return { ...size, left: Math.max(size.left, longest * ROOM_FOR_FIGURE + 10) };
}

function chartOf(names: LineNames): string {
  return names === USUAL ? 'Chart of expected and paid money.' : `Chart: ${names.expected}, and ${names.paid}.`;
}

function axesOf(flow: CashFlow, size: Size): Pick<Drawing, 'x' | 'y'> {
  const days = Math.max(1, daysBetween(flow.from, endOf(flow)));
  const top = scaleTo(topOf(flow)).topPence;
  return {
    x: (day) => round(size.left + (daysBetween(flow.from, day) / days) * (size.width - size.left - size.right)),
    y: (pence) => round(size.height - BOTTOM - (pence / top) * (size.height - TOP - BOTTOM)),
  };
}

/** The picture closes with the month of its last day. */
function endOf({ to }: CashFlow): CalendarDate {
  return addMonths(firstOfMonth(to), 1);
}

/** A little room above the highest line, for its name. */
function topOf({ expected, paid }: CashFlow): number {
  return Math.max(1, ...[...expected, ...paid].map(({ pence }) => pence)) * 1.08;
}

function grid({ flow, size, y }: Drawing): string {
  const right = String(size.width - size.right);
  return scaleTo(topOf(flow))
    .marks.map(({ pence, text }) => {
      const at = String(y(pence));
      const colour = pence === 0 ? COLOURS.axis : COLOURS.grid;
      return (
        `<path d="M${String(size.left)} ${at}H${right}" stroke="${colour}" fill="none"/>` +
        `<text x="${String(size.left - 8)}" y="${String(y(pence) + 5)}" text-anchor="end" fill="${COLOURS.ink}">${text}</text>`
      );
    })
    .join('');
}

const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The months along the foot; the year stands under the first month that is named in it. */
function months({ flow, size, x }: Drawing): string {
  const step = Math.ceil(flow.months.length / size.mostMonths);
  const named = flow.months.filter((_, at) => at % step === 0).map(({ month }) => month);
  return named
    .map((month, at) => {
      const [year, before] = [month.slice(0, 4), named[at - 1]?.slice(0, 4)];
      const [left, foot] = [String(x(month)), size.height - BOTTOM];
      const name = MONTH_NAMES[Number(month.slice(5, 7)) - 1] ?? '';
      return (
        `<path d="M${left} ${String(foot)}v5" stroke="${COLOURS.axis}"/>` +
        footText(left, foot + 19, name) +
        (year === before ? '' : footText(left, foot + 37, year))
      );
    })
    .join('');
}

function footText(x: string, y: number, text: string): string {
  return `<text x="${x}" y="${String(y)}" fill="${COLOURS.ink}">${text}</text>`;
}

/** Hatched, and hanging from the expected line: its height is what was late. */
function lateArea({ flow, id, x, y }: Drawing): string {
  if (flow.late.length === 0) return '';
  const outline = flow.late
    .map(({ from, to, expectedPence, latePence }) => {
      const [top, foot] = [y(expectedPence), y(expectedPence - latePence)];
      return `M${String(x(from))} ${String(top)}H${String(x(to))}V${String(foot)}H${String(x(from))}Z`;
    })
    .join('');
  return (
    `<defs><pattern id="${id}-late" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    `<path d="M0 0V7" stroke="${COLOURS.late}" stroke-width="3"/></pattern></defs>` +
    `<path d="${outline}" fill="url(#${id}-late)"/>`
  );
}

function todayLine({ flow, size, x }: Drawing): string {
  if (flow.asOf < flow.from || flow.asOf >= endOf(flow)) return '';
  const [at, foot] = [x(flow.asOf), size.height - BOTTOM];
  return (
    `<path d="M${String(at)} ${String(TOP - 10)}V${String(foot)}" stroke="${COLOURS.axis}" stroke-dasharray="1 4"/>` +
    `<text x="${String(at)}" y="${String(TOP - 15)}" text-anchor="${anchorAt(at, size)}" fill="${COLOURS.ink}">Today</text>`
  );
}

function anchorAt(x: number, { width, left }: Size): string {
  if (x > width - 30) return 'end';
  return x < left + 20 ? 'start' : 'middle';
}

function lines(drawing: Drawing): string {
  const { flow, x, y } = drawing;
  const [expectedEnd, paidEnd] = [endOf(flow), endOfPaid(flow)];
  const dot = { x: x(paidEnd), y: y(flow.paid.at(-1)?.pence ?? 0) };
  return (
    `<path d="${steps(flow.expected, expectedEnd, drawing)}" fill="none" stroke="${COLOURS.expected}" stroke-width="2.5" stroke-dasharray="7 5"/>` +
    (flow.asOf < flow.from
      ? ''
      : `<path d="${steps(flow.paid, paidEnd, drawing)}" fill="none" stroke="${COLOURS.paid}" stroke-width="4"/>` +
        `<circle cx="${String(dot.x)}" cy="${String(dot.y)}" r="5" fill="${COLOURS.paid}"/>`)
  );
}

/** What is paid is known up to today. */
function endOfPaid(flow: CashFlow): CalendarDate {
  const end = endOf(flow);
  return flow.asOf < end ? flow.asOf : end;
}

function steps(totals: readonly Movement[], end: CalendarDate, { flow, x, y }: Drawing): string {
  const risers = totals.map(({ on, pence }) => `H${String(x(on))}V${String(y(pence))}`).join('');
  return `M${String(x(flow.from))} ${String(y(0))}${risers}H${String(x(end))}`;
}

/** What had been paid at a place of the picture. */
function paidWhere({ flow, x }: Drawing, at: number): number {
  return flow.paid.filter(({ on }) => x(on) <= at).at(-1)?.pence ?? 0;
}

/** Each line's name beside it. */
function labels(drawing: Drawing): string {
  const { flow, names: called, size, y } = drawing;
  const right = String(size.width - size.right);
  const expected = y(flow.expected.at(-1)?.pence ?? 0) - 9;
  const name = label({ x: right, y: expected, anchor: 'end', colour: COLOURS.expected, text: called.expected });
  return flow.asOf < flow.from ? name : name + paidLabels(drawing);
}

function paidLabels(drawing: Drawing): string {
  const { flow, names: called, size, x, y } = drawing;
  const [at, paidPence] = [x(endOfPaid(flow)), flow.paid.at(-1)?.pence ?? 0];
  const turned = at > size.width - ROOM_FOR_NAME;
  const side = turned ? { x: String(at - 8), anchor: 'end' } : { x: String(at + 10), anchor: 'start' };
  // Under the line all along the name, but never among the months.
  const under = turned ? paidWhere(drawing, at - ROOM_FOR_NAME) : paidPence;
  const foot = Math.min(y(under) + 18, size.height - BOTTOM - 6);
  const name = label({ ...side, y: foot, colour: COLOURS.paid, text: called.paid });
  if (flow.latePence === 0) return name;
  const middle = Math.min(y(paidPence + flow.latePence / 2) + 5, foot - 17);
  return name + label({ ...side, y: middle, colour: COLOURS.late, text: 'Late' });
}

interface Label {
  x: string;
  y: number;
  anchor: string;
  colour: string;
  text: string;
}

function label({ x, y, anchor, colour, text }: Label): string {
  return `<text x="${x}" y="${String(round(y))}" text-anchor="${anchor}" fill="${colour}" font-weight="600" ${HALO}>${text}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
