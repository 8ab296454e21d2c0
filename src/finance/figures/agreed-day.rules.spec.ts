import { calendarDate } from '../../shared/calendar-date';
import { agreedDayFigures, hiddenKinds } from './agreed-day.rules';
import type { DuePayments, GroupKind } from './agreed-day.rules';

const day = calendarDate;
const TODAY = day('2026-11-22');
const due = (dueOn: string, settledOn: string | null, change: Partial<DuePayments> = {}): DuePayments => ({
  kind: 'incorporated',
  dueOn: day(dueOn),
  settledOn: settledOn === null ? null : day(settledOn),
  disputed: false,
  count: 1,
  pence: 100_000,
  ...change,
});
const judge = (...payments: DuePayments[]) => agreedDayFigures(payments, TODAY);

describe('payment on or before the agreed day', () => {
  it('takes the agreed day itself as in time, and the day after as late', () => {
    expect(judge(due('2026-10-01', '2026-10-01'), due('2026-10-01', '2026-10-02'))).toMatchObject({
      onTime: { count: 1 },
      late: { count: 1 },
      percentByNumber: 50,
      meanDaysLate: 1,
    });
  });

  it('counts what has not come as late since its day, and what is due today as neither', () => {
    expect(judge(due('2026-11-12', null), due('2026-11-22', null))).toMatchObject({
      judged: { count: 1 },
      late: { count: 1 },
      meanDaysLate: 10,
      notYetDue: { count: 1, pence: 100_000 },
    });
  });

  it('weighs by value apart from number', () => {
    const figures = judge(due('2026-10-01', '2026-10-01', { pence: 900_000 }), due('2026-10-01', '2026-10-09'));
    expect(figures).toMatchObject({ percentByNumber: 50, percentByValue: 90 });
  });

  it('counts a dispute against nobody, and says how much was left out; in time stays in time', () => {
    const disputed = { disputed: true };
    const figures = judge(due('2026-10-01', '2026-10-20', disputed), due('2026-10-01', '2026-09-30', disputed));
    expect(figures).toMatchObject({
      judged: { count: 1 },
      onTime: { count: 1 },
      leftOut: { count: 1, pence: 100_000 },
      percentByNumber: 100,
      meanDaysLate: null,
    });
  });

  it('is no share of nothing', () => {
    expect(judge()).toMatchObject({ judged: { count: 0 }, percentByNumber: null, percentByValue: null });
  });
});

describe('groups apart', () => {
  const hidden = (counts: Partial<Record<GroupKind, number>>) =>
    [...hiddenKinds(new Map(Object.entries(counts) as [GroupKind, number][]))].sort();

  it('are shown from five on', () => {
    expect(hidden({ unincorporated: 5, incorporated: 12 })).toEqual([]);
  });

  it('are hidden with a second kind where the total would give the one away', () => {
    expect(hidden({ unincorporated: 4, incorporated: 12, not_recorded: 9 })).toEqual([
      'not_recorded',
      'unincorporated',
    ]);
    expect(hidden({ unincorporated: 1, incorporated: 12 })).toEqual(['incorporated', 'unincorporated']);
  });

  it('hide each other where two are small, and a kind without groups hides nothing', () => {
    expect(hidden({ unincorporated: 2, incorporated: 12, not_recorded: 3 })).toEqual([
      'not_recorded',
      'unincorporated',
    ]);
    expect(hidden({ unincorporated: 0, incorporated: 12 })).toEqual([]);
    expect(hidden({})).toEqual([]);
  });
});
