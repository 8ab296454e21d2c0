import { calendarDate } from '../shared/calendar-date';
import { alreadyNamed, assertEndsInTime, lastDayBefore, overlaps } from './named-leads.rules';

const day = calendarDate;
const term = (fromOn: string | null, toOn: string | null) => ({
  fromOn: fromOn === null ? null : day(fromOn),
  toOn: toOn === null ? null : day(toOn),
});

describe('two people named for one thing', () => {
  it.each([
    ['one follows the other on the next day', term('2026-01-01', '2026-06-30'), term('2026-07-01', null), false],
    ['both are named on one day', term('2026-01-01', '2026-07-01'), term('2026-07-01', null), true],
    ['one is named for good', term('2026-01-01', null), term('2030-01-01', '2030-01-31'), true],
    ['one has ended before', term(null, '2025-12-31'), term('2026-01-01', null), false],
    ['nobody knows since when, nor until when', term(null, null), term(null, '1999-12-31'), true],
  ])('%s', (_case, one, other, at) => {
    expect([overlaps(one, other), overlaps(other, one)]).toEqual([at, at]);
  });

  it('are told apart by who is named and until when', () => {
    expect(alreadyNamed('lead', { name: 'Robin Ferrow', ...term('2026-07-01', null) }).message).toBe(
      'Robin Ferrow is named as lead from 2026-07-01 until further notice: end that first, hand over, or choose other days.',
    );
    expect(alreadyNamed('deputy', { name: null, ...term(null, '2027-03-31') }).message).toContain(
      'Somebody is named as deputy until 2027-03-31',
    );
  });
});

describe('the last day of a lead', () => {
  it('is not before the first', () => {
    expect(() => {
      assertEndsInTime(term('2026-07-01', null), day('2026-06-30'));
    }).toThrow('named from 2026-07-01');
    expect(() => {
      assertEndsInTime(term('2026-07-01', null), day('2026-07-01'));
    }).not.toThrow();
  });

  it('is the day before whoever takes over begins', () => {
    expect(lastDayBefore(day('2026-12-01'), term('2026-07-01', null))).toBe('2026-11-30');
    expect(lastDayBefore(day('2026-12-01'), term(null, '2027-03-31'))).toBe('2026-11-30');
  });

  it('leaves neither a day with nobody nor a handover before they began', () => {
    expect(() => lastDayBefore(day('2026-07-01'), term('2026-07-01', null))).toThrow('choose a later day');
    expect(lastDayBefore(day('2026-12-01'), term('2026-07-01', '2026-11-30'))).toBe('2026-11-30');
    expect(() => lastDayBefore(day('2026-12-02'), term('2026-07-01', '2026-11-30'))).toThrow(
      'choose 2026-12-01 or an earlier day',
    );
  });
});
