import { calendarDate, isCalendarDate } from './calendar-date';

describe('a day that somebody gives', () => {
  it('is one that the calendar has', () => {
    expect(['2028-02-29', '2026-12-31'].every(isCalendarDate)).toBe(true);
    expect(['2026-02-29', '2026-02-31', '2026-13-01', '31/12/2026', ''].some(isCalendarDate)).toBe(false);
  });

  it('is in a year that nobody wrote by a slip of the hand', () => {
    expect(['1900-01-01', '2200-12-31'].every(isCalendarDate)).toBe(true);
    expect(['0001-01-01', '0206-11-27', '1899-12-31', '2201-01-01', '9999-12-31'].some(isCalendarDate)).toBe(false);
  });

  it('was checked before: what is known is only read', () => {
    expect(calendarDate('9999-12-31')).toBe('9999-12-31');
    expect(() => calendarDate('2026-02-30')).toThrow(RangeError);
  });
});
