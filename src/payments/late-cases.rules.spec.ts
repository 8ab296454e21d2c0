import { calendarDate } from '../shared/calendar-date';
import { checkClosing, checkOpening, daysOpen } from './late-cases.rules';

const TODAY = calendarDate('2026-11-22');
const payment = (change: object = {}) => ({
  dueOn: calendarDate('2026-11-20'),
  settled: false,
  cancelled: false,
  contractCounts: true,
  ...change,
});

describe('opening a case', () => {
  it('is open to the group from the day after a payment was due', () => {
    expect(() => checkOpening('group', payment({ dueOn: '2026-11-21' }), TODAY)).not.toThrow();
    expect(() => checkOpening('group', payment({ dueOn: '2026-11-22' }), TODAY)).toThrow('late from the day after');
  });

  it('is open to the health body before that, for what it foresees', () => {
    expect(() => checkOpening('health', payment({ dueOn: '2026-12-01' }), TODAY)).not.toThrow();
  });

  it.each([{ settled: true }, { cancelled: true }, { contractCounts: false }])('is closed to both for %o', (change) => {
    expect(() => checkOpening('health', payment(change), TODAY)).toThrow();
    expect(() => checkOpening('group', payment(change), TODAY)).toThrow();
  });
});

describe('closing a case', () => {
  it('is the group’s to do, whatever the ledger says', () => {
    expect(() => checkClosing('group', 'arrived', payment())).not.toThrow();
    expect(() => checkClosing('group', 'answered', payment())).not.toThrow();
    expect(() => checkClosing('group', 'not_owed', payment({ cancelled: true }))).toThrow('for the health body');
  });

  it('is the health body’s only with the money there, or none owed', () => {
    expect(() => checkClosing('health', 'arrived', payment())).toThrow('has not been received in full');
    expect(() => checkClosing('health', 'arrived', payment({ settled: true }))).not.toThrow();
    expect(() => checkClosing('health', 'not_owed', payment())).toThrow('still owed');
    expect(() => checkClosing('health', 'not_owed', payment({ cancelled: true }))).not.toThrow();
    expect(() => checkClosing('health', 'answered', payment({ settled: true }))).toThrow('for the group');
  });
});

describe('how long a case is open', () => {
  it('counts to today, and no further than the day it was closed', () => {
    expect(daysOpen(calendarDate('2026-11-20'), null, TODAY)).toBe(2);
    expect(daysOpen(calendarDate('2026-11-01'), calendarDate('2026-11-04'), TODAY)).toBe(3);
  });
});
