import { calendarDate } from '../../shared/calendar-date';
import { counted, day, days, everyDays, moment, withDays } from './wording.rules';

describe('how pages write', () => {
  it('says how often as people do', () => {
    expect([everyDays(1), everyDays(14)]).toEqual(['every day', 'every 14 days']);
  });

  it('writes a date as people say it', () => {
    expect(day(calendarDate('2026-04-01'))).toBe('1 April 2026');
    expect(day(calendarDate('2027-12-31'))).toBe('31 December 2027');
  });

  it('writes a moment by the clock in England, summer and winter', () => {
    expect(moment(new Date('2026-11-22T15:04:00Z'))).toBe('22 November 2026 at 3:04pm');
    expect(moment(new Date('2026-06-30T23:30:00Z'))).toBe('1 July 2026 at 12:30am');
  });

  it('writes the dates of a sentence as people say them, and leaves what only looks like one', () => {
    expect(withDays('Nothing is left to send by 2026-11-27: 3 in run 2.')).toBe(
      'Nothing is left to send by 27 November 2026: 3 in run 2.',
    );
    expect(withDays('From 2026-11-01 to 2026-11-30.')).toBe('From 1 November 2026 to 30 November 2026.');
    expect(withDays('Contract WM-2026-11-27, 2026-02-31 and run 2026-114.')).toBe(
      'Contract WM-2026-11-27, 2026-02-31 and run 2026-114.',
    );
  });

  it('counts days, one and many', () => {
    expect([0, 1, 23].map(days)).toEqual(['0 days', '1 day', '23 days']);
  });

  it('counts other things, with a plural of their own where they have one', () => {
    expect(counted(1_200, 'row')).toBe('1,200 rows');
    expect(counted(2, 'health body', 'health bodies')).toBe('2 health bodies');
  });
});
