import { calendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { isNewPartner, isReviewDue, mentoringOf, noLongerNewOn, reviewed } from './mentoring.rules';
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

  it('is none any more on a day that the calendar knows, unless somebody says something', () => {
    expect(noLongerNewOn(null, calendarDate('2025-11-23'))).toBe('2026-11-23');
    expect(noLongerNewOn(true, calendarDate('2025-11-23'))).toBeNull();
    expect(noLongerNewOn(null, null)).toBeNull();
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

  it('is asked about from its day on', () => {
    expect([isReviewDue(null, TODAY), isReviewDue(calendarDate('2026-11-23'), TODAY)]).toEqual([false, false]);
    expect(isReviewDue(TODAY, TODAY)).toBe(true);
  });

  it('goes on until it is asked about again, or ends, and then the group is no new partner', () => {
    const now: Mentoring = { ...NOBODY, otherParty: 'Tarn Valley Advice', fromOn: TODAY, reviewOn: TODAY };
    expect(reviewed(now, { stillNeeded: true }, TODAY)).toEqual({ ...now, reviewOn: '2027-05-23' });
    const ahead = { ...now, fromOn: calendarDate('2026-12-01') };
    expect(reviewed(ahead, { stillNeeded: true }, TODAY).reviewOn).toBe('2027-06-01');
    expect(reviewed(now, { stillNeeded: false }, TODAY)).toEqual({ ...NOBODY, newPartner: false });
    const wrong =
      (review: Parameters<typeof reviewed>[1], of = now) =>
      () =>
        reviewed(of, review, TODAY);
    expect(wrong({ stillNeeded: true, reviewOn: TODAY })).toThrow('after today');
    expect(wrong({ stillNeeded: false, reviewOn: TODAY })).toThrow('leave the day out');
    expect(wrong({ stillNeeded: true }, NOBODY)).toThrow('Nobody mentors');
  });

  it('takes its days along when it ends', () => {
    expect(mentoringOf({ ...NOBODY, fromOn: TODAY, reviewOn: TODAY }, TODAY)).toEqual(NOBODY);
  });
});
