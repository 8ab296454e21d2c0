import { type CalendarDate, daysBetween } from '../../shared/calendar-date';

/** A payment of the plan, without VAT, which is not the group's to spend. */
export interface PlannedMoney {
  dueOn: CalendarDate;
  netPence: number;
}

/** What a plan asks a group to lay out of its own. */
export interface Strain {
  /** The most that is spent and not yet paid, whole pence, if work costs the same each day. */
  deepestPence: number;
  /** The due date of the payment that ends it. */
  until: CalendarDate;
  /** Days from the first day of work to the first payment; 0 where the money is there before. */
  daysToFirst: number;
}

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
