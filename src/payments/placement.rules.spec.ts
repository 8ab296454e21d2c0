import fc from 'fast-check';
import { addDays, calendarDate } from '../shared/calendar-date';
import { type IncomingPayment, type PayableInstalment, placePayments } from './placement.rules';

const day = calendarDate;

/** Three instalments of £1,000 in advance: 1 April, 1 May and 1 June, the last due on Friday 29 May. */
const instalments: PayableInstalment[] = [
  { id: 'June', dueOn: day('2026-05-29'), periodStartsOn: day('2026-06-01') },
  { id: 'April', dueOn: day('2026-04-01'), periodStartsOn: day('2026-04-01') },
  { id: 'May', dueOn: day('2026-05-01'), periodStartsOn: day('2026-05-01') },
].map((each) => ({ ...each, timing: 'in_advance', amountPence: 1_000_00, receivedPence: 0 }));

const payment = (key: string, receivedOn: string, amountPence = 1_000_00, dueOn: string | null = null) => ({
  key,
  dueOn: dueOn === null ? null : day(dueOn),
  amountPence,
  receivedOn: day(receivedOn),
});
const placed = (payments: IncomingPayment<string>[], on = instalments) =>
  placePayments(on, payments).placements.map(({ key, instalmentId }) => `${key} on ${instalmentId}`);
const refused = (payments: IncomingPayment<string>[], on = instalments) => placePayments(on, payments).errors;

describe('placing payments without a due date', () => {
  it('pays the oldest instalment that is not fully received', () => {
    expect(placed([payment('a', '2026-04-01'), payment('b', '2026-05-01')])).toEqual(['a on April', 'b on May']);
  });

  it('goes by the day received and then by the order of the file', () => {
    const file = [payment('a', '2026-05-02'), payment('b', '2026-04-02'), payment('c', '2026-05-02')];
    expect(placed(file)).toEqual(['b on April', 'a on May', 'c on June']);
  });

  it('fills an instalment in parts before going on to the next', () => {
    const file = [payment('a', '2026-04-01', 400_00), payment('b', '2026-04-02', 600_00), payment('c', '2026-04-03')];
    expect(placed(file)).toEqual(['a on April', 'b on April', 'c on May']);
  });

  it('counts what was received before', () => {
    const begun = instalments.map((each) => (each.id === 'April' ? { ...each, receivedPence: 1_000_00 } : each));
    expect(placed([payment('a', '2026-05-01')], begun)).toEqual(['a on May']);
  });
});

describe('placing payments with a due date', () => {
  it('takes the instalment due on that day', () => {
    expect(placed([payment('a', '2026-05-29', 1_000_00, '2026-05-29')])).toEqual(['a on June']);
  });

  it('takes the first day of a period paid in advance for its due date', () => {
    expect(placed([payment('a', '2026-05-29', 1_000_00, '2026-06-01')])).toEqual(['a on June']);
  });

  it('does not know the first day of a period paid in arrears', () => {
    const arrears = instalments.map((each): PayableInstalment => ({ ...each, timing: 'in_arrears' }));
    expect(refused([payment('a', '2026-05-29', 1_000_00, '2026-06-01')], arrears)).toMatchObject([
      { column: 'Due date' },
    ]);
  });

  it('comes before payments without one that were received on the same day', () => {
    const file = [payment('a', '2026-04-01'), payment('b', '2026-04-01', 1_000_00, '2026-04-01')];
    expect(placed(file)).toEqual(['b on April', 'a on May']);
  });

  it('comes after payments without one that were received before', () => {
    const file = [payment('a', '2026-04-02', 1_000_00, '2026-04-01'), payment('b', '2026-04-01')];
    expect(placed(file)).toEqual(['b on April']);
    expect(refused(file)).toMatchObject([{ key: 'a', column: 'Amount' }]);
  });

  it('finds room where a short last period falls due on the same day as the one before', () => {
    const twins = instalments.slice(1).map((each) => ({ ...each, dueOn: day('2026-05-29') }));
    const file = ['a', 'b'].map((key) => payment(key, '2026-06-01', 1_000_00, '2026-05-29'));
    expect(placed(file, twins)).toEqual(['a on April', 'b on May']);
    const tooLarge = [...file.slice(0, 1), payment('b', '2026-06-01', 1_000_01, '2026-05-29')];
    expect(refused(tooLarge, twins)).toMatchObject([
      { problem: expect.stringContaining('the £1,000.00 still outstanding') },
    ]);
  });
});

describe('payments that cannot be placed', () => {
  it('names no instalment of the contract', () => {
    expect(refused([payment('a', '2026-05-01', 1_000_00, '2026-05-02')])).toEqual([
      {
        key: 'a',
        column: 'Due date',
        problem:
          'No instalment of this contract falls due on 2026-05-02 or pays in advance for a period from that day. ' +
          'Write the due date of an instalment, or leave the cell empty to pay the oldest one.',
      },
    ]);
  });

  it('is more than the instalment still owes', () => {
    expect(refused([payment('a', '2026-04-01', 250_50), payment('b', '2026-04-02', 1_234_56)])).toEqual([
      {
        key: 'b',
        column: 'Amount',
        problem:
          '£1,234.56 is more than the £749.50 still outstanding on the instalment due on 2026-04-01. ' +
          'Correct the amount, or write one row for each instalment that the payment covers.',
      },
    ]);
  });

  it('comes when every instalment is fully received', () => {
    const file = ['2026-04-01', '2026-05-01', '2026-05-29', '2026-06-30'].map((on) => payment(on, on));
    expect(refused(file)).toMatchObject([
      { key: '2026-06-30', column: 'Amount', problem: expect.stringContaining('£1,000.00 cannot be placed') },
    ]);
  });

  it('takes nothing away from the payments after it', () => {
    const file = [payment('a', '2026-04-01', 1_000_01), payment('b', '2026-04-02', 1_000_00)];
    expect(placed(file)).toEqual(['b on April']);
  });
});

describe('any payments', () => {
  const start = day('2026-04-01');
  const days = fc.integer({ min: 0, max: 12 }).map((count) => addDays(start, count * 30));
  const payments = fc.array(
    fc.record({
      dueOn: fc.option(days),
      amountPence: fc.integer({ min: 1, max: 150_00 }),
      receivedOn: days,
    }),
    { maxLength: 40 },
  );
  const schedule = fc
    .array(fc.record({ amountPence: fc.integer({ min: 1, max: 200_00 }), share: fc.nat({ max: 100 }) }), {
      maxLength: 12,
    })
    .map((parts) =>
      parts.map(({ amountPence, share }, index): PayableInstalment => {
        const dueOn = addDays(start, index * 30);
        const receivedPence = Math.floor((amountPence * share) / 100);
        return { id: String(index), dueOn, periodStartsOn: dueOn, timing: 'in_advance', amountPence, receivedPence };
      }),
    );

  it('never give an instalment more than it is owed, and each is either placed or refused', () => {
    fc.assert(
      fc.property(schedule, payments, (owed, made) => {
        const keyed = made.map((each, key) => ({ ...each, key }));
        const { placements, errors } = placePayments(owed, keyed);
        const answered = [...placements, ...errors].map((each) => each.key).sort((a, b) => a - b);
        expect(answered).toEqual(keyed.map((each) => each.key));
        for (const instalment of owed) {
          const mine = placements.filter((each) => each.instalmentId === instalment.id);
          const paid = mine.reduce((sum, each) => sum + (made[each.key]?.amountPence ?? Number.NaN), 0);
          expect(instalment.receivedPence + paid).toBeLessThanOrEqual(instalment.amountPence);
        }
      }),
    );
  });
});
