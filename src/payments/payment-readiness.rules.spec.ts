import { calendarDate } from '../shared/calendar-date';
import { paymentReadinessOf } from './payment-readiness.rules';
import type { PaymentCheck } from '../shared/payment-check';
import type { PaymentReadinessFacts } from './payment-readiness.rules';

const day = calendarDate;
const payment = (sendBy: string, missing: PaymentCheck[]) => ({
  id: sendBy,
  number: 1,
  dueOn: day(sendBy),
  sendByOn: day(sendBy),
  amountPence: 100,
  missing,
});
const facts = (rest: Partial<PaymentReadinessFacts>): PaymentReadinessFacts => ({
  contractId: 'c',
  contractReference: 'W-001',
  groupId: 'g',
  groupHasJoined: true,
  scheduleVersion: 1,
  acknowledgedOn: day('2026-04-01'),
  toSend: [],
  ...rest,
});

describe('readiness to be paid', () => {
  it('is whole when no payment lacks anything', () => {
    const items = paymentReadinessOf(facts({ toSend: [payment('2026-12-01', [])] }), 'health');
    expect(items.filter(({ met }) => !met)).toEqual([]);
    expect(items).toHaveLength(8);
  });

  it('says by when each thing is needed: by the first payment that lacks it', () => {
    const toSend = [payment('2027-02-25', ['invoice']), payment('2027-03-30', ['invoice', 'purchase_order'])];
    const missing = paymentReadinessOf(facts({ toSend }), 'health').filter(({ met }) => !met);
    expect(missing.map(({ check, actsOn, neededBy }) => [check, actsOn, neededBy])).toEqual([
      ['invoice', 'group', '2027-02-25'],
      ['purchase_order', 'health_body', '2027-03-30'],
    ]);
  });

  it('asks a group that it has read its schedule, and holds up no payment for that', () => {
    const items = paymentReadinessOf(facts({ acknowledgedOn: null, toSend: [payment('2026-12-01', [])] }), 'group');
    expect(items.filter(({ met }) => !met)).toMatchObject([
      { check: 'schedule_acknowledged', actsOn: 'group', blocks: false },
    ]);
    expect(items.filter(({ blocks }) => !blocks)).toHaveLength(1);
  });

  it('leaves to the health body what a group that has not joined cannot do here', () => {
    const toSend = [payment('2026-12-01', ['payee_name', 'invoice'])];
    const items = paymentReadinessOf(facts({ groupHasJoined: false, toSend }), 'health');
    expect(items.filter(({ actsOn }) => actsOn === 'group')).toEqual([]);
    expect(items.map(({ check }) => check)).not.toContain('schedule_acknowledged');
  });

  it('tells a group nothing of the ledger of the health body', () => {
    const checks = paymentReadinessOf(facts({}), 'group').map(({ check }) => check);
    expect(checks).not.toContain('supplier_number');
    expect(checks).not.toContain('coding');
  });
});
