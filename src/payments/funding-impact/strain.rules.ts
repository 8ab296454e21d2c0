import { type CalendarDate, daysBetween } from '../../shared/calendar-date';
import type { PlannedMoney, Strain } from '../../shared/funding-impact';

/** Months are of different lengths: less than this many days of work ahead of the money is no strain. */
const NO_STRAIN_DAYS = 7;

/** The worst moment of a plan for a group without reserves: just before the payment that comes after the longest wait. */
export function strainOf(
  plan: readonly PlannedMoney[],
  { startsOn, endsOn }: { startsOn: CalendarDate; endsOn: CalendarDate },
): Strain | null {
  const [first] = plan;
  if (first === undefined) return null;
  const total = plan.reduce((sum, { netPence }) => sum + netPence, 0);
  const length = daysBetween(startsOn, endsOn) + 1;
  let received = 0;
  const waits = plan.map(({ dueOn, netPence }) => {
    const worked = Math.min(Math.max(daysBetween(startsOn, dueOn), 0), length);
    const before = received;
    received += netPence;
    return { dueOn, deepestPence: Math.round((total * worked) / length) - before };
  });
  const worst = waits.reduce((one, other) => (other.deepestPence > one.deepestPence ? other : one));
  return {
    deepestPence: worst.deepestPence * length < total * NO_STRAIN_DAYS ? 0 : worst.deepestPence,
    until: worst.dueOn,
    daysToFirst: Math.max(daysBetween(startsOn, first.dueOn), 0),
  };
}
