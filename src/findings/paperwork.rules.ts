import { addDays, type CalendarDate } from '../shared/calendar-date';
import type { FindingRule } from './finding';
import type { UnpreparedPayment } from './watched-facts';
import type { Noticed, WatchedRule } from './watching';

/** So many days before a payment that no order covers, there is still time to raise one. */
const ORDER_DAYS = 30;

/** What the health body has yet to see to before it can pay, in time to do it. */
export const paymentNotReady: WatchedRule = {
  name: 'payment_not_ready',
  gNumber: 'G3',
  clearedBy: 'What the payment lacks is recorded, or it was paid all the same.',
  judge: ({ unprepared }, asOf) =>
    firstOfEach(unprepared, (payment) => payment.watchedFromOn <= asOf && ofHealthBody(payment).length > 0).map(
      (payment) => ({
        ...ofPayment('payment_not_ready', payment),
        evidence: { ...evidenceOf(payment), checks: ofHealthBody(payment) },
      }),
    ),
  turnsOn: ({ unprepared }) => unprepared.map(({ watchedFromOn }) => watchedFromOn),
};

/** An order ends on 31 March, and the payment of April has none: the usual cause of a late April. */
export const poRunningOut: WatchedRule = {
  name: 'po_running_out',
  gNumber: 'G3',
  clearedBy: 'A purchase order covers the payment.',
  judge: ({ unprepared }, asOf) =>
    firstOfEach(
      unprepared,
      ({ dueOn, missing }) => addDays(dueOn, -ORDER_DAYS) <= asOf && missing.healthBody.includes('purchase_order'),
    ).map((payment) => ({ ...ofPayment('po_running_out', payment), evidence: evidenceOf(payment) })),
  turnsOn: ({ unprepared }) => unprepared.map(({ dueOn }) => addDays(dueOn, -ORDER_DAYS)),
};

/** By which name the bank knows the group, only the group can say. */
export const payeeNameAwaited: WatchedRule = {
  name: 'payee_name_awaited',
  gNumber: 'G3',
  clearedBy: 'The group says the name on its bank account.',
  judge: ({ unprepared }, asOf) =>
    firstOfEach(unprepared, isWaitedFor('payee_name', asOf)).map((payment) =>
      waitingFor('payee_name_awaited', payment.contractId),
    ),
  turnsOn: ({ unprepared }) => unprepared.map(({ watchedFromOn }) => watchedFromOn),
};

export const invoiceAwaited: WatchedRule = {
  name: 'invoice_awaited',
  gNumber: 'G3',
  clearedBy: 'The group sends an invoice for the payment, or puts the disputed one right.',
  judge: ({ unprepared }, asOf) =>
    firstOfEach(unprepared, isWaitedFor('invoice', asOf)).map((payment) => ({
      ...waitingFor('invoice_awaited', payment.contractId),
      evidence: { dueOn: payment.dueOn },
    })),
  turnsOn: ({ unprepared }) => unprepared.map(({ watchedFromOn }) => watchedFromOn),
};

/** No payment waits for it. */
export const scheduleUnread: WatchedRule = {
  name: 'schedule_unread',
  gNumber: 'G3',
  clearedBy: 'The group says that it has read when it will be paid.',
  judge: ({ unread }) => unread.map(({ contractId }) => waitingFor('schedule_unread', contractId)),
  turnsOn: () => [],
};

/** What the health body can see to, but for its order, of which a rule of its own speaks. */
function ofHealthBody({ missing }: UnpreparedPayment): string[] {
  return missing.healthBody.filter((check) => check !== 'purchase_order');
}

function isWaitedFor(check: string, asOf: CalendarDate): (payment: UnpreparedPayment) => boolean {
  return ({ watchedFromOn, missing }) => watchedFromOn <= asOf && missing.group.includes(check);
}

/** The earliest payment of each contract that is one of these. */
function firstOfEach(
  payments: readonly UnpreparedPayment[],
  isOne: (payment: UnpreparedPayment) => boolean,
): UnpreparedPayment[] {
  const seen = new Set<string>();
  return payments.filter((payment) => {
    if (seen.has(payment.contractId) || !isOne(payment)) return false;
    seen.add(payment.contractId);
    return true;
  });
}

function evidenceOf({ number, dueOn, sendByOn, amountPence }: UnpreparedPayment): Noticed['evidence'] {
  return { number, dueOn, sendByOn, amountPence };
}

function ofPayment(rule: FindingRule, { contractId }: UnpreparedPayment): Omit<Noticed, 'evidence'> {
  return {
    rule,
    subjectKey: contractId,
    contractId,
    instalmentId: null,
    severity: 'attention',
    audience: 'health_body',
    actsOn: 'health_body',
  };
}

function waitingFor(rule: FindingRule, contractId: string): Noticed {
  return {
    rule,
    subjectKey: contractId,
    contractId,
    instalmentId: null,
    severity: null,
    evidence: {},
    audience: 'group',
    actsOn: 'group',
  };
}
