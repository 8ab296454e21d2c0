import { calendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { isNewPartner, mentoringOf } from './mentoring.rules';
import type { Mentoring } from './mentoring.rules';

const TODAY = calendarDate('2026-11-22');
const NOBODY: Mentoring = {
  ...{ newPartner: null, contactId: null, otherParty: null, fromOn: null, reviewOn: null, declinedReason: null },
};
const wrongIn = (change: Partial<Mentoring>): string[] => {
  try {
    mentoringOf({ ...NOBODY, ...change }, TODAY);
    return [];
  } catch (error) {
    return error instanceof DomainError ? error.fields.map(({ pointer }) => pointer) : ['?'];
  }
};

describe('a new partner', () => {
  it('is one in the first year of its first contract', () => {
    expect(isNewPartner(null, calendarDate('2025-11-23'), TODAY)).toBe(true);
    expect(isNewPartner(null, calendarDate('2025-11-22'), TODAY)).toBe(false);
    expect(isNewPartner(null, null, TODAY)).toBe(false);
  });

  it('is whatever the health body says, where it says something', () => {
    expect(isNewPartner(false, calendarDate('2026-11-01'), TODAY)).toBe(false);
    expect(isNewPartner(true, calendarDate('2019-04-01'), TODAY)).toBe(true);
  });
});

describe('a mentor', () => {
  it('is there from today, and asked about after half a year, unless other days are said', () => {
    const kept = mentoringOf({ ...NOBODY, otherParty: 'Tarn Valley Advice' }, TODAY);
    expect(kept).toMatchObject({ fromOn: '2026-11-22', reviewOn: '2027-05-23' });
  });

  it('is one alone, and not declined at once', () => {
    expect(wrongIn({ contactId: 'one', otherParty: 'another' })).toEqual(['/otherParty']);
    expect(wrongIn({ contactId: 'one', declinedReason: 'They know us well.' })).toEqual(['/declinedReason']);
    expect(wrongIn({ contactId: 'one', reviewOn: TODAY })).toEqual(['/reviewOn']);
    expect(wrongIn({ declinedReason: 'They know us well.' })).toEqual([]);
  });

  it('takes its days along when it ends', () => {
    expect(mentoringOf({ ...NOBODY, fromOn: TODAY, reviewOn: TODAY }, TODAY)).toEqual(NOBODY);
  });
});
