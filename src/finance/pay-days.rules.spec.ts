import { BankingCalendar } from '../contracts';
import { calendarDate } from '../shared/calendar-date';
import { earliestArrival, payOn } from './pay-days.rules';

const CHRISTMAS = ['2026-01-01', '2026-12-25', '2026-12-28', '2027-01-01'].map(calendarDate);
const calendar = new BankingCalendar(CHRISTMAS);
const arrives = (due: string, earliest: string) => payOn(calendar, calendarDate(due), calendarDate(earliest));

it('lets money arrive on the second banking day after it is sent', () => {
  expect(earliestArrival(calendar, calendarDate('2026-12-23'))).toBe('2026-12-29');
  expect(earliestArrival(calendar, calendarDate('2026-11-22'))).toBe('2026-11-25');
  expect(earliestArrival(calendar, calendarDate('2026-11-23'))).toBe('2026-11-25');
});

describe('the day on which a payment is to arrive', () => {
  it('is the day it is due', () => {
    expect(arrives('2026-12-31', '2026-11-24')).toBe('2026-12-31');
  });

  it('is the first day possible for what is late', () => {
    expect(arrives('2026-10-01', '2026-11-24')).toBe('2026-11-24');
  });

  it('is the banking day before a due date without banking', () => {
    expect(arrives('2026-12-27', '2026-11-24')).toBe('2026-12-24');
    expect(arrives('2026-12-26', '2026-12-24')).toBe('2026-12-24');
  });
});
