import type { CalendarDate } from '../shared/calendar-date';
import type { PlannedInstalment } from './schedule.rules';

/** A payment of the plan that holds. Amounts in whole pence. */
export interface StandingInstalment extends PlannedInstalment {
  id: string;
  state: string;
  receivedPence: number;
  /** A file with it in was made once, whatever came of it. */
  wasExported: boolean;
}

/** Why a payment stays as it is. */
export type WhyKept = 'sent_or_received' | 'due_already' | 'before_effective_date' | 'not_concerned';

/** One line of two plans side by side: what was, what would be, or both. */
export interface ComparedLine {
  old: StandingInstalment | null;
  new: PlannedInstalment | null;
  /** New less old, gross, in pence. */
  differencePence: number;
  kept: WhyKept | null;
}

/** Two plans side by side, by the first day paid for. Gross, in pence. */
export interface PlanComparison {
  lines: ComparedLine[];
  oldPence: number;
  newPence: number;
  differencePence: number;
}

/** Pairs what is replaced with what comes instead where both begin on one day; the rest stands alone. */
export function comparePlans(
  kept: readonly { line: StandingInstalment; why: WhyKept }[],
  replaced: readonly StandingInstalment[],
  plan: readonly PlannedInstalment[],
): PlanComparison {
  const waiting = [...plan];
  const stays = kept.map(({ line, why }) => compared(line, line, why));
  const gone = replaced.map((line) => {
    const at = waiting.findIndex(({ periodStartsOn }) => periodStartsOn === line.periodStartsOn);
    const [instead = null] = at < 0 ? [] : waiting.splice(at, 1);
    return compared(line, instead, null);
  });
  const lines = [...stays, ...gone, ...waiting.map((line) => compared(null, line, null))].sort(byFirstDay);
  const oldPence = sum(lines.map((line) => line.old));
  const newPence = sum(lines.map((line) => line.new));
  return { lines, oldPence, newPence, differencePence: newPence - oldPence };
}

function compared(
  old: StandingInstalment | null,
  instead: PlannedInstalment | null,
  kept: WhyKept | null,
): ComparedLine {
  return { old, new: instead, differencePence: (instead?.amountPence ?? 0) - (old?.amountPence ?? 0), kept };
}

function byFirstDay(a: ComparedLine, b: ComparedLine): number {
  const [first, second] = [keyOf(a), keyOf(b)];
  return first < second ? -1 : Number(first > second);
}

function keyOf(line: ComparedLine): string {
  const shown = line.new ?? line.old;
  return `${shown?.periodStartsOn ?? ''} ${shown?.dueOn ?? ''}`;
}

function sum(lines: readonly (PlannedInstalment | null)[]): number {
  return lines.reduce((total, line) => total + (line?.amountPence ?? 0), 0);
}

/** Money was sent for it or came for it: it is never planned again. */
export function isTouched({ state, receivedPence, wasExported }: StandingInstalment): boolean {
  return receivedPence > 0 || wasExported || !['planned', 'approved', 'held'].includes(state);
}

/** The highest number of some payments, so that new ones go on from there. */
export function highestNumber(lines: readonly { number: number }[]): number {
  return Math.max(0, ...lines.map(({ number }) => number));
}

/** What has no day to be paid on any more is due on the day given, and no later line is touched. */
export function notBefore<Line extends { dueOn: CalendarDate; sendByOn: CalendarDate }>(
  today: CalendarDate,
  instead: { dueOn: CalendarDate; sendByOn: CalendarDate },
): (line: Line) => Line {
  return (line) => (line.dueOn < today ? { ...line, ...instead } : line);
}
