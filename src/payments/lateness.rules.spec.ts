import { calendarDate } from '../shared/calendar-date';
import { daysOverdue, isAtRisk, isLate, isOverdue, latenessSeverity } from './lateness.rules';

const day = calendarDate;
const debt = { dueOn: day('2026-05-01'), amountPence: 1_000_00, receivedPence: 0, cancelled: false };

describe('an overdue instalment', () => {
  it.each([
    ['2026-04-30', false],
    ['2026-05-01', false],
    ['2026-05-02', true],
  ])('due on 1 May: on %s overdue is %s', (asOf, overdue) => {
    expect(isOverdue(debt, day(asOf))).toBe(overdue);
  });

  it('stays overdue while a penny is missing, and no longer', () => {
    expect(isOverdue({ ...debt, receivedPence: 999_99 }, day('2026-06-01'))).toBe(true);
    expect(isOverdue({ ...debt, receivedPence: 1_000_00 }, day('2026-06-01'))).toBe(false);
  });

  it('is never a cancelled one', () => {
    expect(isOverdue({ ...debt, cancelled: true }, day('2026-06-01'))).toBe(false);
  });

  it('counts calendar days from the day after the due date', () => {
    expect(
      ['2026-04-20', '2026-05-01', '2026-05-02', '2026-06-01'].map((asOf) => daysOverdue(debt.dueOn, day(asOf))),
    ).toEqual([0, 0, 1, 31]);
  });
});

describe('how bad an overdue payment is', () => {
  it.each([
    [0, null],
    [1, 'attention'],
    [7, 'attention'],
    [8, 'serious'],
    [29, 'serious'],
    [30, 'critical'],
    [400, 'critical'],
  ])('%s days: %s', (days, severity) => {
    expect(latenessSeverity(days)).toBe(severity);
  });

  it('follows the settings of the health body', () => {
    const strict = { seriousFromDays: 3, criticalFromDays: 10 };
    expect([2, 3, 10].map((days) => latenessSeverity(days, strict))).toEqual(['attention', 'serious', 'critical']);
  });
});

describe('an instalment at risk of being late', () => {
  const instalment = { ...debt, sendByOn: day('2026-04-29'), sent: false };
  // The fifth banking day after 22 April 2026.
  const [asOf, horizon] = [day('2026-04-22'), day('2026-04-29')];

  it('is one that must be sent by the fifth banking day after today', () => {
    expect(isAtRisk(instalment, asOf, horizon)).toBe(true);
    expect(isAtRisk({ ...instalment, sendByOn: day('2026-04-30') }, asOf, horizon)).toBe(false);
  });

  it('is one due today, and none due before today: that one is overdue', () => {
    expect(isAtRisk({ ...instalment, dueOn: asOf, sendByOn: day('2026-04-20') }, asOf, horizon)).toBe(true);
    expect(isAtRisk({ ...instalment, dueOn: day('2026-04-21'), sendByOn: day('2026-04-17') }, asOf, horizon)).toBe(
      false,
    );
  });

  it('is none that is received, sent or cancelled', () => {
    expect(isAtRisk({ ...instalment, sent: true }, asOf, horizon)).toBe(false);
    expect(isAtRisk({ ...instalment, receivedPence: 1_000_00 }, asOf, horizon)).toBe(false);
    expect(isAtRisk({ ...instalment, cancelled: true }, asOf, horizon)).toBe(false);
  });
});

describe('an instalment received late', () => {
  it.each([
    [null, false],
    ['2026-05-01', false],
    ['2026-05-02', true],
  ])('completed on %s: %s', (completedOn, late) => {
    expect(isLate({ dueOn: debt.dueOn, completedOn: completedOn === null ? null : day(completedOn) })).toBe(late);
  });
});
