import { addDays, type CalendarDate } from '../shared/calendar-date';
import { anybodyThere, lastThere } from '../shared/presence';
import type { ApprovalFacts, ApproverFacts, PaymentToApprove } from './watched-facts';
import type { Noticed, WatchedRule } from './watching';

/** Why nobody can approve a payment in time. */
type Why = 'nobody_may' | 'over_every_limit' | 'nobody_there';

/**
 * A payment that no run can send in time, whatever else is in it: it is for more than anybody may approve, or those who may
 * are all away from now until it must be sent.
 */
export const noApprover: WatchedRule = {
  name: 'no_approver',
  gNumber: 'G3',
  clearedBy: 'Somebody who may approve as much is there in time, or it is in a run that was approved.',
  judge: ({ approval }, asOf) => {
    const seen = new Set<string>();
    return approval.payments.flatMap((payment) => {
      if (seen.has(payment.contractId) || !isWatched(payment, asOf)) return [];
      const why = whyNobody(payment, approval, asOf);
      if (why === null) return [];
      seen.add(payment.contractId);
      return [noticed(payment, why, approval)];
    });
  },
  turnsOn: ({ approval }) => approval.payments.flatMap((payment) => daysOf(payment, approval)),
};

function isWatched({ approvalDays }: PaymentToApprove, asOf: CalendarDate): boolean {
  const [first] = approvalDays;
  return first !== undefined && first <= asOf;
}

function whyNobody(payment: PaymentToApprove, approval: ApprovalFacts, asOf: CalendarDate): Why | null {
  if (approval.approvers.length === 0) return 'nobody_may';
  const able = ableTo(payment, approval);
  if (able.length === 0) return 'over_every_limit';
  return anybodyThere(able, daysLeft(payment, asOf)) ? null : 'nobody_there';
}

/** What is late can still be approved on the day itself. */
function daysLeft({ sendByOn, approvalDays }: PaymentToApprove, asOf: CalendarDate): CalendarDate[] {
  return asOf > sendByOn ? [asOf] : approvalDays.filter((day) => day >= asOf);
}

function ableTo({ amountPence }: PaymentToApprove, { approvers }: ApprovalFacts): ApproverFacts[] {
  return approvers.filter(({ limitPence }) => limitPence >= amountPence);
}

function daysOf(payment: PaymentToApprove, approval: ApprovalFacts): CalendarDate[] {
  const { approvalDays, sendByOn } = payment;
  const able = ableTo(payment, approval);
  const last = lastThere(able, approvalDays);
  return [
    ...approvalDays.slice(0, 1),
    ...(last === null ? [] : [addDays(last, 1)]),
    addDays(sendByOn, 1),
    ...able.flatMap(({ lastDayOn, absences }) => [
      ...(lastDayOn === null ? [] : [addDays(lastDayOn, 1)]),
      ...absences.flatMap(({ fromOn, toOn }) => [fromOn, addDays(toOn, 1)]),
    ]),
  ];
}

function noticed(payment: PaymentToApprove, because: Why, { approvers }: ApprovalFacts): Noticed {
  const { contractId, number, dueOn, sendByOn, amountPence } = payment;
  const highestLimitPence = approvers[0]?.limitPence ?? null;
  return {
    rule: 'no_approver',
    subjectKey: contractId,
    contractId,
    instalmentId: null,
    severity: 'serious',
    evidence: { number, dueOn, sendByOn, amountPence, because, highestLimitPence, approvers: approvers.length },
    audience: 'health_body',
    actsOn: 'health_body',
  };
}
