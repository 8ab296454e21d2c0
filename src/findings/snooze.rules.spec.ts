import { calendarDate } from '../shared/calendar-date';
import { assertSnooze } from './snooze.rules';

const until = (day: string) => () => {
  assertSnooze(calendarDate(day), calendarDate('2026-11-22'));
};

describe('letting a finding rest', () => {
  it('is for one day at least and ninety at most', () => {
    expect(until('2026-11-23')).not.toThrow();
    expect(until('2027-02-20')).not.toThrow();
  });

  it.each(['2026-11-22', '2026-11-01', '2027-02-21'])(
    'until %s is refused with the last day that is possible',
    (day) => {
      expect(until(day)).toThrow('Choose a day after today and no later than 2027-02-20.');
    },
  );
});
