import type { ClaimedSoFar, InstalmentDetailView } from '../../payments';
import { calendarDate, type CalendarDate } from '../../shared/calendar-date';
import { entitlementWords, paymentWords, periodWords } from './payment-words.rules';
import type { PaymentFacts, PaymentWords } from './payment-words.rules';

/** A payment as the pages show it. */
export interface PaymentLine {
  id: string;
  period: string;
  dueOn: CalendarDate;
  sendByOn: CalendarDate;
  /** Whether money is still to be sent for it. */
  toSend: boolean;
  /** Late, so that the group may ask where it is. */
  askable: boolean;
  amountPence: number;
  receivedPence: number;
  words: PaymentWords;
  /** What the group may claim for it, or has claimed. */
  entitlement: string | null;
  /** Where that is told, below the organisation's pages. */
  claim: { path: string; text: string } | null;
  payer: string;
  reference: string;
  contractId: string;
}

/** `claimed`: what the group has claimed for it; not needed where its entitlement is not shown. */
export function paymentLine(view: InstalmentDetailView, today: CalendarDate, claimed?: ClaimedSoFar): PaymentLine {
  const facts = factsOf(view);
  const entitlement = entitlementWords(facts, today, claimed);
  return {
    id: view.id,
    period: periodWords(calendarDate(view.periodStartsOn), calendarDate(view.periodEndsOn)),
    dueOn: facts.dueOn,
    sendByOn: calendarDate(view.sendByOn),
    toSend: view.counts && view.outstandingPence > 0,
    askable: view.overdue,
    amountPence: view.amountPence,
    receivedPence: view.receivedPence,
    words: paymentWords(facts),
    entitlement,
    claim: entitlement === null ? null : claimLink(facts, today, view.id, claimed),
    payer: view.healthBody,
    reference: view.contractReference,
    contractId: view.contractId,
  };
}

/** Before interest runs there is nothing to read. */
function claimLink(facts: PaymentFacts, today: CalendarDate, id: string, claimed?: ClaimedSoFar): PaymentLine['claim'] {
  const waiting = claimed?.waiting ?? null;
  if (waiting !== null) return { path: `claims/${waiting.id}`, text: 'Your claim' };
  if (facts.interestStartsOn === null || today < facts.interestStartsOn) return null;
  return { path: `payments/${id}/claim`, text: 'What you may claim' };
}

function factsOf(view: InstalmentDetailView): PaymentFacts {
  return {
    state: view.state,
    counts: view.counts,
    suspended: view.contractSuspended,
    dueOn: calendarDate(view.dueOn),
    amountPence: view.amountPence,
    receivedPence: view.receivedPence,
    outstandingPence: view.outstandingPence,
    overdue: view.overdue,
    daysOverdue: view.daysOverdue,
    settledOn: dateOrNull(view.settledOn),
    interestStartsOn: dateOrNull(view.interestStartsOn),
    statutoryInterestPence: view.statutoryInterestPence,
    fixedSumPence: view.fixedSumPence,
  };
}

function dateOrNull(text: string | null): CalendarDate | null {
  return text === null ? null : calendarDate(text);
}
