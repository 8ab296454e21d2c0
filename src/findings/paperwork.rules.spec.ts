import { calendarDate } from '../shared/calendar-date';
import { watchedFacts } from './example-watched.testing';
import { invoiceAwaited, payeeNameAwaited, paymentNotReady, poRunningOut, scheduleUnread } from './paperwork.rules';
import type { UnpreparedPayment } from './watched-facts';
import { WATCH_THRESHOLDS } from './watching';
import type { WatchedRule } from './watching';

const day = calendarDate;

/** £1,000.00 due on 1 April 2027, to be sent by 30 March. */
const payment = (change: Partial<UnpreparedPayment> = {}): UnpreparedPayment => ({
  id: 'april',
  contractId: 'contract-1',
  number: 13,
  dueOn: day('2027-04-01'),
  sendByOn: day('2027-03-30'),
  watchedFromOn: day('2027-03-01'),
  amountPence: 100_000,
  missing: { healthBody: [], group: [] },
  ...change,
});
const judged = (rule: WatchedRule, unprepared: UnpreparedPayment[], asOf: string) =>
  rule.judge(watchedFacts({ unprepared }), day(asOf), WATCH_THRESHOLDS);

describe('a payment that is not ready', () => {
  const missing = payment({ missing: { healthBody: ['coding', 'purchase_order'], group: ['payee_name', 'invoice'] } });

  it('is a matter for the health body from twenty banking days before it must be sent', () => {
    expect(judged(paymentNotReady, [missing], '2027-02-28')).toEqual([]);
    expect(judged(paymentNotReady, [missing], '2027-03-01')).toMatchObject([
      {
        subjectKey: 'contract-1',
        severity: 'attention',
        audience: 'health_body',
        evidence: { number: 13, dueOn: '2027-04-01', sendByOn: '2027-03-30', checks: ['coding'] },
      },
    ]);
    expect(paymentNotReady.turnsOn(watchedFacts({ unprepared: [missing] }), WATCH_THRESHOLDS)).toEqual(['2027-03-01']);
  });

  it('is one finding a contract, about the earliest payment', () => {
    const march = payment({
      id: 'march',
      dueOn: day('2027-03-01'),
      missing: { healthBody: ['coding'], group: [] },
      watchedFromOn: day('2027-01-29'),
    });
    expect(judged(paymentNotReady, [march, missing], '2027-03-10')).toMatchObject([
      { evidence: { dueOn: '2027-03-01' } },
    ]);
  });
});

describe('an order that runs out', () => {
  it('is noticed thirty days before the payment that it does not cover, and not after it is mended', () => {
    const april = payment({ missing: { healthBody: ['purchase_order'], group: [] } });
    expect(judged(poRunningOut, [april], '2027-03-01')).toEqual([]);
    expect(judged(poRunningOut, [april], '2027-03-02')).toMatchObject([
      { rule: 'po_running_out', audience: 'health_body', evidence: { dueOn: '2027-04-01' } },
    ]);
    expect(judged(poRunningOut, [payment()], '2027-03-02')).toEqual([]);
  });
});

describe('what waits on a group', () => {
  it('has no severity, and only the group reads it', () => {
    const missing = payment({ missing: { healthBody: [], group: ['payee_name', 'invoice'] } });
    const found = [payeeNameAwaited, invoiceAwaited].flatMap((rule) => judged(rule, [missing], '2027-03-10'));
    const unread = [{ contractId: 'contract-1' }];
    const read = scheduleUnread.judge(watchedFacts({ unread }), day('2027-03-10'), WATCH_THRESHOLDS);
    expect(
      [...found, ...read].map(({ rule, severity, audience, actsOn }) => [rule, severity, audience, actsOn]),
    ).toEqual([
      ['payee_name_awaited', null, 'group', 'group'],
      ['invoice_awaited', null, 'group', 'group'],
      ['schedule_unread', null, 'group', 'group'],
    ]);
  });
});
