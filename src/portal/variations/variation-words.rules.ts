import { calendarDate } from '../../shared/calendar-date';
import { pounds } from '../../shared/money';
import { counted, day } from '../frame/wording.rules';
import { periodWords } from '../group/payment-words.rules';
import { termsWords } from '../group/terms-words.rules';

/** The terms of a contract as the API has them. */
export interface VariedTerms {
  valuePence: number;
  startsOn: string;
  endsOn: string;
  timing: string;
  rhythm: string;
  paymentDays: number;
  paymentDay: number | null;
  deviationReason: string | null;
  advanceBasis: string | null;
}

/** One thing that changes. */
export interface Change {
  what: string;
  was: string;
  willBe: string;
}

const NONE = 'None';

/** What a variation changes, in plain words: money first. */
export function changesOf(before: VariedTerms, after: VariedTerms): Change[] {
  const lines: [what: string, say: (terms: VariedTerms) => string][] = [
    ['Value', ({ valuePence }) => pounds(valuePence)],
    ['Runs', ({ startsOn, endsOn }) => `${day(calendarDate(startsOn))} to ${day(calendarDate(endsOn))}`],
    ['Payment', termsWords],
    ['Why not monthly in advance', ({ deviationReason }) => deviationReason ?? NONE],
    ['Why money goes early', ({ advanceBasis }) => advanceBasis ?? NONE],
  ];
  return lines
    .map(([what, say]) => ({ what, was: say(before), willBe: say(after) }))
    .filter(({ was, willBe }) => was !== willBe);
}

interface Shown {
  periodStartsOn: string;
  periodEndsOn: string;
  dueOn: string;
  amountPence: number;
  label: string | null;
}

/** Two plans side by side, as the API has them. */
export interface Compared {
  previewKey: string;
  oldPence: number;
  newPence: number;
  differencePence: number;
  lines: readonly { old: Shown | null; new: Shown | null; differencePence: number; kept: string | null }[];
}

export interface ComparisonWords {
  previewKey: string;
  /** What it comes to, in one sentence. */
  inAll: string;
  oldPence: number;
  newPence: number;
  difference: string;
  /** What is otherwise. */
  changed: { period: string; due: string; was: string; willBe: string; difference: string }[];
  /** "6 payments stay as they are." */
  stays: string;
  kept: { period: string; amountPence: number; why: string }[];
}

const WHY_KEPT: Readonly<Record<string, string>> = {
  sent_or_received: 'Sent or received already',
  due_already: 'Due already',
  before_effective_date: 'For days before the new terms',
  not_concerned: 'Not concerned',
};

export function comparisonWords(compared: Compared): ComparisonWords {
  const { lines, oldPence, newPence, differencePence, previewKey } = compared;
  const kept = lines.filter((line) => line.kept !== null);
  return {
    previewKey,
    inAll: inAll(differencePence, newPence),
    ...{ oldPence, newPence, difference: signed(differencePence) },
    changed: lines
      .filter((line) => line.kept === null)
      .map((line) => ({
        period: periodOf(line.new ?? line.old),
        due: dueOf(line.old, line.new),
        was: amountOf(line.old),
        willBe: amountOf(line.new),
        difference: signed(line.differencePence),
      })),
    stays:
      kept.length === 0 ? '' : `${counted(kept.length, 'payment')} ${kept.length === 1 ? 'stays' : 'stay'} as now.`,
    kept: kept.map((line) => ({
      period: periodOf(line.old),
      amountPence: line.old?.amountPence ?? 0,
      why: WHY_KEPT[line.kept ?? ''] ?? '',
    })),
  };
}

function inAll(differencePence: number, newPence: number): string {
  if (differencePence === 0) return `The same money in all: ${pounds(newPence)}.`;
  const more = differencePence > 0 ? 'more' : 'less';
  return `${pounds(Math.abs(differencePence))} ${more} in all: ${pounds(newPence)}.`;
}

function signed(pence: number): string {
  if (pence === 0) return 'Same';
  return pence > 0 ? `+${pounds(pence)}` : `−${pounds(-pence)}`;
}

function periodOf(line: Shown | null): string {
  if (line === null) return '';
  return line.label ?? periodWords(calendarDate(line.periodStartsOn), calendarDate(line.periodEndsOn));
}

function amountOf(line: Shown | null): string {
  return line === null ? 'No payment' : pounds(line.amountPence);
}

/** "due 1 July 2027", and what it was where that moves. */
function dueOf(old: Shown | null, instead: Shown | null): string {
  const days = [instead, old].flatMap((line) => (line === null ? [] : [day(calendarDate(line.dueOn))]));
  const [first = '', ...others] = [...new Set(days)];
  return `due ${[first, ...others].join(', not ')}`;
}

const STATES: Readonly<Record<string, { text: string; colour: string }>> = {
  open: { text: 'Waiting for an answer', colour: 'yellow' },
  accepted: { text: 'Accepted', colour: 'green' },
  declined: { text: 'Declined', colour: 'grey' },
  withdrawn: { text: 'Taken back', colour: 'grey' },
  lapsed: { text: 'Lapsed', colour: 'grey' },
};

export function variationTag(state: string): { text: string; colour: string } {
  return STATES[state] ?? { text: state, colour: 'grey' };
}

/** "9000", "£9,000" or "9,000.50" in pence; null for anything else. */
export function penceIn(text: string): number | null {
  const [, whole, part = ''] = /^£?\s*((?:\d{1,3}(?:,\d{3})+|\d+))(?:\.(\d{2}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const pence = Number(`${whole.replaceAll(',', '')}${part.padEnd(2, '0')}`);
  return Number.isSafeInteger(pence) ? pence : null;
}

/** The answers that a page of questions sends on to the next. */
export function givenIn(
  answers: Readonly<Record<string, string | readonly string[]>>,
): { name: string; value: string }[] {
  return Object.entries(answers)
    .filter(([name]) => !name.startsWith('_') && name !== 'previewKey')
    .map(([name, value]) => ({ name, value: String(value) }));
}

const RECOVERIES: Readonly<Record<string, { text: string; colour: string }>> = {
  due: { text: 'Due back', colour: 'yellow' },
  recovered: { text: 'Is back', colour: 'green' },
  waived_by_health: { text: 'May be kept', colour: 'grey' },
  never_came: { text: 'Never arrived, so not due back', colour: 'grey' },
};

/** How it stands with what was paid in advance for days after the end of a contract. */
export function recoveryTag(state: string): { text: string; colour: string } {
  return RECOVERIES[state] ?? { text: state, colour: 'grey' };
}
