import { addDays, type CalendarDate, daysBetween } from '../../shared/calendar-date';
import type { FundingImpact, OrderState, ProposedTerms, ReservesImpact } from '../../shared/funding-impact';
import { strainOf } from './strain.rules';

/** What a group has and needs, as far as it says so. */
export interface Means {
  reservesPence: number | null;
  monthlyCostPence: number | null;
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
