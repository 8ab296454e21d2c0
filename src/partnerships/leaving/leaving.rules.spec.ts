import { calendarDate } from '../../shared/calendar-date';
import { lastDayOf, sawAll, totalOf } from './leaving.rules';

describe('leaving Accord', () => {
  it('takes two weeks, over the end of a year too', () => {
    expect(lastDayOf(calendarDate('2026-11-22'))).toBe('2026-12-06');
    expect(lastDayOf(calendarDate('2026-12-25'))).toBe('2027-01-08');
  });

  it('adds up what goes on with every payer', () => {
    const payers = [
      { contracts: 2, payments: 9, pence: 1_050_000 },
      { contracts: 0, payments: 1, pence: 5 },
    ];
    expect(totalOf(payers)).toEqual({ contracts: 2, payments: 10, pence: 1_050_005 });
    expect(totalOf([])).toEqual({ contracts: 0, payments: 0, pence: 0 });
  });

  it('is begun only by somebody who saw what goes on as it is now', () => {
    const now = { contracts: 1, payments: 3, pence: 300 };
    expect(sawAll({ ...now }, now)).toBe(true);
    expect(sawAll({ ...now, contracts: 0 }, now)).toBe(false);
    expect(sawAll({ ...now, payments: 2 }, now)).toBe(false);
    expect(sawAll({ ...now, pence: 299 }, now)).toBe(false);
  });
});
