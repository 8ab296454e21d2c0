import { calendarDate } from '../shared/calendar-date';
import { isShort, leavesDefaultTerms } from './payment-terms.rules';

describe('terms that leave monthly in advance', () => {
  it('are not there when a group is paid monthly in advance', () => {
    expect(leavesDefaultTerms({ timing: 'in_advance', rhythm: 'monthly', paymentDay: null })).toBe(false);
  });

  it.each([
    { timing: 'in_arrears', rhythm: 'monthly', paymentDay: null },
    { timing: 'on_milestone', rhythm: 'monthly', paymentDay: null },
    { timing: 'in_advance', rhythm: 'quarterly', paymentDay: null },
    { timing: 'in_advance', rhythm: 'once', paymentDay: null },
    { timing: 'in_advance', rhythm: 'monthly', paymentDay: 15 },
  ] as const)('are $rhythm $timing with payment day $paymentDay', (terms) => {
    expect(leavesDefaultTerms(terms)).toBe(true);
  });
});

describe('a short contract', () => {
  it.each([
    ['2026-04-01', '2027-03-31', false],
    ['2026-04-01', '2027-03-30', true],
    ['2024-02-29', '2025-02-27', false],
    ['2024-02-29', '2025-02-26', true],
    ['2026-04-01', '2026-04-01', true],
    ['2026-04-01', '2029-03-31', false],
  ])('from %s to %s: %s', (startsOn, endsOn, short) => {
    expect(isShort({ startsOn: calendarDate(startsOn), endsOn: calendarDate(endsOn) })).toBe(short);
  });
});
