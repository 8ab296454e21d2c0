import { entryWords } from './audit-figures';

describe('an entry of the audit record with its figures', () => {
  it('says what an administrator set, and what it was before', () => {
    expect(entryWords('setting.changed', { name: 'contactSharePercent', value: 70 })).toBe(
      'Threshold changed: Share of the contact with one person, in per cent, now 70',
    );
    expect(entryWords('setting.changed', { name: 'contactSharePercent', value: null })).toMatch(/now the standard$/);
    expect(entryWords('setting.changed', { name: 'nothing-known', value: 1 })).toBe('Threshold changed');
    expect(entryWords('approval-limit.set', { limitPence: 2_500_000, before: null })).toBe(
      'Approval limit set: £25,000.00, none before',
    );
    expect(entryWords('approval-limit.removed', { before: 100 })).toBe('Approval limit taken away: £1.00 before');
    expect(entryWords('bank-holiday.added', { holidayOn: '2027-05-03' })).toBe('Bank holiday added: 3 May 2027');
    expect(entryWords('bank-rate.added', { halfYearFrom: '2027-01-01', rateBp: 375 })).toBe(
      'Bank Rate added: 3.75% for the half-year from 1 January 2027',
    );
  });

  it('is as it was where it has none', () => {
    expect(entryWords('user.added', { role: 'auditor' })).toBe('Access given: auditor');
    expect(entryWords('setting.changed', null)).toBe('Threshold changed');
  });
});
