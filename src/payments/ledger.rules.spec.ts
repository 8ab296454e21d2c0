import fc from 'fast-check';
import { addDays, calendarDate } from '../shared/calendar-date';
import { checkDay, checkPayable, checkReceived, checkRecovered, readLedger, recoverablePence } from './ledger.rules';
import type { LedgerKind, LedgerLine } from './ledger.rules';

const line = (kind: LedgerKind, on: string, pence: number): LedgerLine => ({ kind, on: calendarDate(on), pence });
const read = (...lines: LedgerLine[]) => readLedger(100_00, lines);
const said = (check: () => void) => {
  try {
    check();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

describe('an instalment of £100', () => {
  it('is settled on the day that completes the amount', () => {
    expect(read()).toEqual({ receivedPence: 0, settledOn: null, takenBack: false });
    expect(read(line('receipt', '2026-05-01', 60_00)).settledOn).toBeNull();
    expect(read(line('receipt', '2026-05-01', 60_00), line('receipt', '2026-05-09', 40_00)).settledOn).toBe(
      '2026-05-09',
    );
  });

  it('is settled by the later day also where that part was entered first', () => {
    expect(read(line('receipt', '2026-05-09', 40_00), line('receipt', '2026-05-01', 60_00)).settledOn).toBe(
      '2026-05-09',
    );
  });

  it('was never paid by a receipt that was entered by mistake, though its day is the last', () => {
    const right = line('receipt', '2026-05-01', 100_00);
    const mistaken = [line('receipt', '2026-06-30', 100_00), line('reversal', '2026-06-30', 100_00)];
    expect(read(...mistaken)).toEqual({ receivedPence: 0, settledOn: null, takenBack: false });
    expect(read(...mistaken, right)).toEqual({ receivedPence: 100_00, settledOn: '2026-05-01', takenBack: false });
  });

  it('is open again when money was taken back, and settled from the day it came again', () => {
    const paid = line('receipt', '2026-05-01', 100_00);
    const back = line('recovery', '2026-05-20', 30_00);
    expect(read(paid, back)).toEqual({ receivedPence: 70_00, settledOn: null, takenBack: true });
    const again = line('receipt', '2026-06-02', 30_00);
    expect(read(paid, back, again)).toEqual({ receivedPence: 100_00, settledOn: '2026-06-02', takenBack: false });
  });

  it('counts as taken back on the very day it was paid', () => {
    const paid = line('receipt', '2026-05-01', 100_00);
    expect(read(paid, line('recovery', '2026-05-01', 100_00)).takenBack).toBe(true);
  });

  it('counts as taken back no longer when new money comes in, nor where it had never been paid in full', () => {
    const back = line('recovery', '2026-05-20', 30_00);
    const newMoney = line('receipt', '2026-06-02', 10_00);
    expect(read(line('receipt', '2026-05-01', 100_00), back, newMoney).takenBack).toBe(false);
    expect(read(line('receipt', '2026-05-01', 90_00), back).takenBack).toBe(false);
  });

  it('reads the same in whatever order the lines were entered', () => {
    const lines = fc.array(
      fc.record({
        kind: fc.constantFrom<LedgerKind>('receipt', 'reversal', 'recovery'),
        on: fc.integer({ min: 0, max: 9 }).map((days) => addDays(calendarDate('2026-05-01'), days)),
        pence: fc.integer({ min: 1, max: 60_00 }),
      }),
      { maxLength: 8 },
    );
    const shuffled = lines.chain((made) =>
      fc.tuple(fc.constant(made), fc.shuffledSubarray(made, { minLength: made.length })),
    );
    fc.assert(fc.property(shuffled, ([one, other]) => expect(read(...other)).toEqual(read(...one))));
  });
});

describe('money that is entered by hand', () => {
  it('has moved already: its day is today or earlier', () => {
    const today = calendarDate('2026-11-22');
    expect(said(() => checkDay('receivedOn', today, today))).toBeNull();
    expect(said(() => checkDay('receivedOn', addDays(today, 1), today))).toContain('receivedOn may not be after today');
  });

  it('is no more than what is outstanding, and the answer says how much that is', () => {
    expect(said(() => checkReceived(40_00, 40_00))).toBeNull();
    expect(said(() => checkReceived(40_01, 40_00))).toContain('£40.01 is more than the £40.00 still outstanding');
    expect(said(() => checkReceived(1, 0))).toContain('fully received already');
  });

  it('is never received on what nobody owes', () => {
    expect(said(() => checkPayable({ cancelled: false, contractCounts: true }))).toBeNull();
    expect(said(() => checkPayable({ cancelled: true, contractCounts: true }))).toContain('cancelled');
    expect(said(() => checkPayable({ cancelled: false, contractCounts: false }))).toContain('draft or was withdrawn');
  });
});

describe('money that is taken back', () => {
  const lines = [line('receipt', '2026-05-01', 60_00), line('receipt', '2026-06-01', 40_00)];

  it('is at most what had been received by that day', () => {
    expect(recoverablePence(lines, calendarDate('2026-04-30'))).toBe(0);
    expect(recoverablePence(lines, calendarDate('2026-05-31'))).toBe(60_00);
    expect(recoverablePence(lines, calendarDate('2026-06-01'))).toBe(100_00);
  });

  it('leaves enough for what was taken back on a later day', () => {
    const later = [...lines, line('recovery', '2026-07-01', 70_00)];
    expect(recoverablePence(later, calendarDate('2026-05-31'))).toBe(30_00);
    expect(said(() => checkRecovered(30_01, later, calendarDate('2026-05-31')))).toContain('At most £30.00');
    expect(said(() => checkRecovered(30_00, later, calendarDate('2026-05-31')))).toBeNull();
  });
});
