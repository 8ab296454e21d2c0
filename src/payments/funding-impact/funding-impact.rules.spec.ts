import fc from 'fast-check';
import { addDays, calendarDate } from '../../shared/calendar-date';
import type { ProposedTerms } from '../../shared/funding-impact';
import { fundingImpact } from './funding-impact.rules';

const on = calendarDate;
/** A year of £12,000 paid quarterly, each time after the work. */
const IN_ARREARS: ProposedTerms = {
  startsOn: on('2027-04-01'),
  endsOn: on('2028-03-31'),
  plan: ['2027-07-30', '2027-10-30', '2028-01-30', '2028-04-30'].map((dueOn) => ({
    dueOn: on(dueOn),
    netPence: 300_000,
  })),
  purchaseOrderNeeded: true,
  purchaseOrder: null,
};
const IN_ADVANCE: ProposedTerms = { ...IN_ARREARS, plan: [{ dueOn: on('2027-03-25'), netPence: 1_200_000 }] };
const reserves = (pounds: number, aMonth: number) => ({ reservesPence: pounds * 100, monthlyCostPence: aMonth * 100 });

describe('what proposed terms do to a group', () => {
  it('sets its first payment against its first day of work', () => {
    const impact = fundingImpact(IN_ARREARS, null);
    expect(impact).toMatchObject({ startsOn: '2027-04-01', firstPaymentOn: '2027-07-30', daysToFirst: 120 });
    expect(impact).toMatchObject({ gapUntil: '2028-01-30', reserves: null });
    expect(impact?.gapPence).toBeGreaterThan(390_000);
    expect(fundingImpact(IN_ADVANCE, null)).toMatchObject({ daysToFirst: 0, gapPence: 0 });
  });

  it('says for how many weeks its reserves last, where it chose to say what it has and needs', () => {
    // £2,000 at £1,000 a month is 60 days
    expect(fundingImpact(IN_ARREARS, reserves(2_000, 1_000))?.reserves).toMatchObject({
      weeks: 8,
      lastUntil: '2027-05-31',
      enough: false,
    });
    expect(fundingImpact(IN_ARREARS, reserves(4_000, 1_000))?.reserves).toMatchObject({ enough: true });
    expect(fundingImpact(IN_ADVANCE, reserves(0, 1_000))?.reserves).toEqual({
      ...{ weeks: 0, lastUntil: '2027-04-01', enough: true, uncoveredPence: 0 },
    });
  });

  it('says nothing of reserves of which only a half is known', () => {
    expect(fundingImpact(IN_ARREARS, { reservesPence: 100, monthlyCostPence: null })?.reserves).toBeNull();
    expect(fundingImpact(IN_ARREARS, { reservesPence: null, monthlyCostPence: 100 })?.reserves).toBeNull();
  });

  it.each([
    ['there', true, 'PO-1'],
    ['missing', true, null],
    ['not_needed', false, null],
    ['not_said', null, null],
  ] as const)('says that an order is %s', (state, purchaseOrderNeeded, purchaseOrder) => {
    expect(fundingImpact({ ...IN_ARREARS, purchaseOrderNeeded, purchaseOrder }, null)?.purchaseOrder).toBe(state);
  });

  it('is nothing without a plan', () => {
    expect(fundingImpact({ ...IN_ARREARS, plan: [] }, null)).toBeNull();
  });

  it('never calls reserves enough that end before the first payment, nor fewer with more of them', () => {
    const pence = fc.integer({ min: 0, max: 100_000_000 });
    fc.assert(
      fc.property(pence, pence, fc.integer({ min: 1, max: 10_000_000 }), (some, more, monthlyCostPence) => {
        const of = (reservesPence: number) => fundingImpact(IN_ARREARS, { reservesPence, monthlyCostPence })?.reserves;
        const [less, most] = [of(some), of(some + more)];
        if (!less || !most) throw new Error('Both are known.');
        expect(less.enough).toBe(less.lastUntil >= '2027-07-30');
        expect(addDays(less.lastUntil, 0) <= most.lastUntil && less.weeks <= most.weeks).toBe(true);
        expect(most.uncoveredPence).toBeLessThanOrEqual(less.uncoveredPence);
      }),
    );
  });
});
