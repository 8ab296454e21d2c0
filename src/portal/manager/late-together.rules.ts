import { calendarDate, daysBetween } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { pounds } from '../../shared/money';
import { counted, day, days } from '../frame/wording.rules';

/** What is known of a finding where those of one partnership are told together. */
interface Found {
  rule: string;
  partnershipId: string;
  evidence: Readonly<Record<string, unknown>>;
}

/** One thing that needs care: a finding, or several late payments of one partnership. */
export interface Together<F> {
  /** The worst of them, which comes first. */
  worst: F;
  all: readonly F[];
}

/** Late payments of one partnership are one thing to look into; everything else stands for itself. The order stays. */
export function together<F extends Found>(findings: readonly F[]): Together<F>[] {
  const late = new Map<string, F[]>();
  const told: { worst: F; all: F[] }[] = [];
  for (const found of findings) {
    const before = found.rule === 'overdue' ? late.get(found.partnershipId) : undefined;
    if (before !== undefined) {
      before.push(found);
      continue;
    }
    const all = [found];
    if (found.rule === 'overdue') late.set(found.partnershipId, all);
    told.push({ worst: found, all });
  }
  return told;
}

/** "8 payments late": how much of them is missing, and since when the first. */
export function lateWords(all: readonly Found[], today: CalendarDate): { what: string; why: string } {
  const number = (value: unknown) => (typeof value === 'number' ? value : 0);
  const owed = all.reduce((sum, { evidence: e }) => sum + number(e.amountPence) - number(e.receivedPence), 0);
  const [oldest = today] = all.map(({ evidence }) => calendarDate(String(evidence.dueOn))).sort();
  return {
    what: `${counted(all.length, 'payment')} late`,
    why: `${pounds(owed)} in all has not reached the group; the oldest was due on ${day(oldest)}, ${days(daysBetween(oldest, today))} ago.`,
  };
}
