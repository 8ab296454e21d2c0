import { type CalendarDate, daysBetween } from '../../shared/calendar-date';
import type { Amount } from './rounding.rules';
import { meanOf, percentOf, total } from './rounding.rules';

/** Groups apart: those without an incorporated body behind them feel a late payment first. */
export const GROUP_KINDS = ['unincorporated', 'incorporated', 'not_recorded'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/** Payments that fell due on one day and came on one day, of groups of one kind. */
export interface DuePayments extends Amount {
  kind: GroupKind;
  dueOn: CalendarDate;
  /** The day from which they were received in full; null while they are not. */
  settledOn: CalendarDate | null;
  /** The two sides name different parties as the cause. */
  disputed: boolean;
}

/** How what fell due in a period was paid. Payments by number, and by value in pence. */
export interface AgreedDayFigures {
  /** On or before the agreed day, or late. */
  judged: Amount;
  onTime: Amount;
  late: Amount;
  percentByNumber: number | null;
  percentByValue: number | null;
  /** Calendar days, over those that are late: until the money came, or until today. */
  meanDaysLate: number | null;
  /** Not received, and not late yet. */
  notYetDue: Amount;
  /** Late, but the two sides differ on whose cause it is: counted against nobody. */
  leftOut: Amount;
}

/** Received in the group's account on or before the agreed day, or not. Pure; `today` judges what is still out. */
export function agreedDayFigures(payments: readonly DuePayments[], today: CalendarDate): AgreedDayFigures {
  const sorted = { onTime: [], late: [], notYetDue: [], leftOut: [] } as Record<Outcome, DuePayments[]>;
  for (const payment of payments) sorted[outcomeOf(payment, today)].push(payment);
  const [onTime, late] = [total(sorted.onTime), total(sorted.late)];
  const judged = total([onTime, late]);
  const days = sorted.late.reduce(
    (sum, each) => sum + daysBetween(each.dueOn, each.settledOn ?? today) * each.count,
    0,
  );
  return {
    judged,
    onTime,
    late,
    percentByNumber: percentOf(onTime.count, judged.count),
    percentByValue: percentOf(onTime.pence, judged.pence),
    meanDaysLate: meanOf(days, late.count),
    notYetDue: total(sorted.notYetDue),
    leftOut: total(sorted.leftOut),
  };
}

type Outcome = 'onTime' | 'late' | 'notYetDue' | 'leftOut';

function outcomeOf({ dueOn, settledOn, disputed }: DuePayments, today: CalendarDate): Outcome {
  if (settledOn !== null && settledOn <= dueOn) return 'onTime';
  if (settledOn === null && dueOn >= today) return 'notYetDue';
  return disputed ? 'leftOut' : 'late';
}

/** Fewer groups than this are not shown apart. */
export const LEAST_GROUPS = 5;

/**
 * Which kinds of groups are not shown apart: those with one to four groups, and, where that leaves one that a total would
 * reveal, the smallest of the others with it. Kinds without any group are neither shown nor hidden.
 */
export function hiddenKinds(groups: ReadonlyMap<GroupKind, number>): Set<GroupKind> {
  const present = GROUP_KINDS.filter((kind) => (groups.get(kind) ?? 0) > 0);
  const bySize = [...present].sort((a, b) => (groups.get(a) ?? 0) - (groups.get(b) ?? 0));
  const few = bySize.filter((kind) => (groups.get(kind) ?? 0) < LEAST_GROUPS);
  return new Set(few.length === 1 ? bySize.slice(0, 2) : few);
}
