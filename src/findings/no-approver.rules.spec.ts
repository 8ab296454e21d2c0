import { addDays, calendarDate } from '../shared/calendar-date';
import { watchedFacts } from './example-watched.testing';
import { noApprover } from './no-approver.rules';
import type { ApprovalFacts, PaymentToApprove } from './watched-facts';
import { WATCH_THRESHOLDS } from './watching';

const day = calendarDate;

/** £1,000.00 to be sent by Friday 26 June 2026; watched for the five banking days to it. */
const payment = (change: Partial<PaymentToApprove> = {}): PaymentToApprove => ({
  id: 'payment-4',
  contractId: 'contract-1',
  number: 4,
  dueOn: day('2026-06-30'),
  sendByOn: day('2026-06-26'),
  amountPence: 100_000,
  approvalDays: ['2026-06-22', '2026-06-23', '2026-06-24', '2026-06-25', '2026-06-26'].map(day),
  ...change,
});
const approver = (limitPence: number, rest: Partial<ApprovalFacts['approvers'][number]> = {}) => ({
  accountId: `up to ${String(limitPence)}`,
  limitPence,
  lastDayOn: null,
  absences: [],
  ...rest,
});
const away = (from: string, to: string) => ({ absences: [{ fromOn: day(from), toOn: day(to) }] });
const facts = (approvers: ApprovalFacts['approvers'], payments = [payment()]) =>
  watchedFacts({ approval: { approvers, payments } });
const judge = (approvers: ApprovalFacts['approvers'], asOf = '2026-06-22', payments = [payment()]) =>
  noApprover.judge(facts(approvers, payments), day(asOf), WATCH_THRESHOLDS);
const because = (...asked: Parameters<typeof judge>) => judge(...asked).map(({ evidence }) => evidence.because);

describe('a payment that nobody can approve', () => {
  it('is told of with the figures, to the health body alone', () => {
    expect(judge([approver(99_999), approver(50_000)])).toEqual([
      {
        rule: 'no_approver',
        subjectKey: 'contract-1',
        contractId: 'contract-1',
        instalmentId: null,
        severity: 'serious',
        evidence: {
          number: 4,
          dueOn: '2026-06-30',
          sendByOn: '2026-06-26',
          amountPence: 100_000,
          because: 'over_every_limit',
          highestLimitPence: 99_999,
          approvers: 2,
        },
        audience: 'health_body',
        actsOn: 'health_body',
      },
    ]);
  });

  it('is none while somebody may approve as much and is there on one of the days', () => {
    expect(judge([approver(100_000)])).toEqual([]);
    expect(judge([approver(100_000, away('2026-06-22', '2026-06-25'))])).toEqual([]);
    expect(judge([approver(100_000, { lastDayOn: day('2026-06-22') })])).toEqual([]);
  });

  it('is one where nobody may approve anything, or whoever may is away or gone until it must be sent', () => {
    expect(because([])).toEqual(['nobody_may']);
    expect(because([approver(100_000, away('2026-06-20', '2026-06-26')), approver(1)])).toEqual(['nobody_there']);
    expect(because([approver(100_000, { lastDayOn: day('2026-06-22') })], '2026-06-23')).toEqual(['nobody_there']);
  });

  it('is looked for from the day on which it is watched, and told of once for each contract', () => {
    expect(judge([], '2026-06-21')).toEqual([]);
    const later = payment({ id: 'payment-5', number: 5 });
    const other = payment({ id: 'other', contractId: 'contract-2' });
    expect(judge([], '2026-06-22', [payment(), later, other]).map(({ contractId }) => contractId)).toEqual([
      'contract-1',
      'contract-2',
    ]);
  });

  it('that is late is one while nobody is there on the day', () => {
    const back = [approver(100_000, away('2026-06-20', '2026-07-03'))];
    expect(because(back, '2026-07-03')).toEqual(['nobody_there']);
    expect(because(back, '2026-07-04')).toEqual([]);
  });

  it('names the days on which this can change', () => {
    const on = noApprover.turnsOn(facts([approver(100_000, away('2026-06-25', '2026-06-30'))]), WATCH_THRESHOLDS);
    expect(on).toEqual(
      expect.arrayContaining(['2026-06-22', '2026-06-25', '2026-06-27', addDays(day('2026-06-30'), 1)]),
    );
  });
});
