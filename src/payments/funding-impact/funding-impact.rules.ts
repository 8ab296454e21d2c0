import { addDays, type CalendarDate, daysBetween } from '../../shared/calendar-date';
import { strainOf } from './strain.rules';
import type { PlannedMoney } from './strain.rules';

/** What is proposed to a group. */
export interface ProposedTerms {
  startsOn: CalendarDate;
  endsOn: CalendarDate;
  /** In the order of their due dates. */
  plan: readonly PlannedMoney[];
  /** Whether nothing is paid without the number of an order; null where nobody has said. */
  purchaseOrderNeeded: boolean | null;
  purchaseOrder: string | null;
}

/** What a group has and needs, as far as it says so. */
export interface Means {
  reservesPence: number | null;
  monthlyCostPence: number | null;
}

export const ORDER_STATES = ['not_needed', 'there', 'missing', 'not_said'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** What proposed terms do to a group before it agrees to them. */
export interface FundingImpact {
  startsOn: CalendarDate;
  firstPaymentOn: CalendarDate;
  /** From the first day of work to the first payment; 0 where the money is there before. */
  daysToFirst: number;
  /** The most that is spent and not yet paid, whole pence, if work costs the same each day; and the payment that ends it. */
  gapPence: number;
  gapUntil: CalendarDate;
  purchaseOrder: OrderState;
  /** Null where the group has not said, or not for this reader, what it has and needs. */
  reserves: ReservesImpact | null;
}

export interface ReservesImpact {
  /** Whole weeks of all its monthly costs. */
  weeks: number;
  /** The first day for which nothing is left, counted from the first day of work, if no money comes. */
  lastUntil: CalendarDate;
  /** Whether they last to the first payment. */
  enough: boolean;
  /** Whole pence of the gap that they do not cover. */
  uncoveredPence: number;
}

/** Null where no payment is planned. */
export function fundingImpact(terms: ProposedTerms, means: Means | null): FundingImpact | null {
  const { startsOn, plan } = terms;
  const strain = strainOf(plan, terms);
  const [first] = plan;
  if (strain === null || first === undefined) return null;
  const { daysToFirst, deepestPence, until } = strain;
  return {
    ...{ startsOn, firstPaymentOn: first.dueOn, daysToFirst, gapPence: deepestPence, gapUntil: until },
    purchaseOrder: orderState(terms),
    reserves: reservesImpact(terms, { first: first.dueOn, gapPence: deepestPence }, means),
  };
}

function orderState({ purchaseOrderNeeded, purchaseOrder }: ProposedTerms): OrderState {
  if (purchaseOrder !== null) return 'there';
  if (purchaseOrderNeeded === null) return 'not_said';
  return purchaseOrderNeeded ? 'missing' : 'not_needed';
}

function reservesImpact(
  { startsOn }: ProposedTerms,
  { first, gapPence }: { first: CalendarDate; gapPence: number },
  means: Means | null,
): ReservesImpact | null {
  const { reservesPence = null, monthlyCostPence = null } = means ?? {};
  if (reservesPence === null || monthlyCostPence === null) return null;
  // A year has twelve such months, and no group has reserves for longer than ten years.
  const days = Math.min(Math.floor((reservesPence * 365) / (monthlyCostPence * 12)), 3_650);
  return {
    weeks: Math.floor(days / 7),
    lastUntil: addDays(startsOn, days),
    enough: days >= daysBetween(startsOn, first),
    uncoveredPence: Math.max(0, gapPence - reservesPence),
  };
}
