import { addDays, type CalendarDate } from '../shared/calendar-date';
import type { MissedPayment } from './watched-facts';
import type { WatchedRule } from './watching';

/**
 * The records say it was paid and the group says it was not: one of the two is wrong, or the money went elsewhere. What
 * the group saw before the day that is recorded says nothing of that day.
 */
export const notArrived: WatchedRule = {
  name: 'not_arrived',
  gNumber: 'G8',
  clearedBy: 'The group says that it arrived, or what is recorded is put right.',
  judge: ({ missed }, asOf) =>
    missed
      .filter((payment) => payment.lookedOn >= dayOf(payment) && asOf >= dayOf(payment))
      .map(({ id, contractId, number, dueOn, amountPence, receivedPence, settledOn, lookedOn }) => ({
        rule: 'not_arrived',
        subjectKey: id,
        contractId,
        instalmentId: id,
        severity: 'serious',
        evidence: { number, dueOn, amountPence, receivedPence, settledOn, lookedOn },
        audience: 'both',
        actsOn: 'health_body',
      })),
  turnsOn: ({ missed }) => missed.map(dayOf),
};

/** The day from which it should be in the account: that of the ledger, or the day after the one it was due. */
function dayOf({ settledOn, dueOn }: MissedPayment): CalendarDate {
  return settledOn ?? addDays(dueOn, 1);
}
