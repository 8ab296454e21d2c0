import { calendarDate } from './calendar-date';
import { anybodyThere, isThere } from './presence';

const DAYS = ['2026-11-23', '2026-11-24', '2026-11-25'].map(calendarDate);
const away = (from: string, to: string) => ({ fromOn: calendarDate(from), toOn: calendarDate(to) });

describe('whether an approver is there before a run must be sent', () => {
  it('counts somebody of whom no absence is known', () => {
    expect(isThere({ lastDayOn: null, absences: [] }, DAYS)).toBe(true);
  });

  it('counts somebody who is there on one of the days', () => {
    expect(isThere({ lastDayOn: null, absences: [away('2026-11-01', '2026-11-24')] }, DAYS)).toBe(true);
    expect(isThere({ lastDayOn: calendarDate('2026-11-23'), absences: [] }, DAYS)).toBe(true);
  });

  it('does not count somebody who is away on all of them, or has left', () => {
    expect(isThere({ lastDayOn: null, absences: [away('2026-11-20', '2026-11-25')] }, DAYS)).toBe(false);
    expect(isThere({ lastDayOn: calendarDate('2026-11-22'), absences: [] }, DAYS)).toBe(false);
  });

  it('does not count somebody whose last days are all leave', () => {
    const leaving = { lastDayOn: calendarDate('2026-11-24'), absences: [away('2026-11-23', '2026-11-24')] };
    expect(isThere(leaving, DAYS)).toBe(false);
  });

  it('is nobody when there is nobody, or no day is left', () => {
    expect(anybodyThere([], DAYS)).toBe(false);
    expect(anybodyThere([{ lastDayOn: null, absences: [] }], [])).toBe(false);
  });
});
