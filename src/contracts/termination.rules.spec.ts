import fc from 'fast-check';
import table from '../../test/oracles/bank-holidays-england-wales-2018-2028.json';
import { addDays, calendarDate } from '../shared/calendar-date';
import { BankingCalendar } from './banking-calendar.rules';
import type { PaymentTerms } from './contract-terms.rules';
import type { StandingInstalment } from './plan-comparison.rules';
import { planSchedule } from './schedule.rules';
import { planTermination } from './termination.rules';

const calendar = new BankingCalendar(table.dates.map(calendarDate));
const day = calendarDate;
const TODAY = day('2026-11-22');
const terms: PaymentTerms = {
  valuePence: 900_000,
  startsOn: day('2026-07-01'),
  endsOn: day('2027-03-31'),
  timing: 'in_advance',
  rhythm: 'monthly',
  paymentDays: 30,
  paymentDay: null,
  vatTreatment: 'outside_scope',
  deviationReason: null,
  advanceBasis: null,
};

/** The plan of the terms; the payments that are named have been received in full, or are with the bank. */
function plan(
  { paid = [], sent = [] }: { paid?: number[]; sent?: number[] } = {},
  change: Partial<PaymentTerms> = {},
): StandingInstalment[] {
  const { vatTreatment: vat, ...rest } = { ...terms, ...change };
  return planSchedule({ ...rest, vat } as Parameters<typeof planSchedule>[0], calendar).map((line) => ({
    ...line,
    id: `payment ${String(line.number)}`,
    state: paid.includes(line.number) ? 'paid' : sent.includes(line.number) ? 'exported' : 'planned',
    receivedPence: paid.includes(line.number) ? line.amountPence : 0,
    wasExported: paid.includes(line.number) || sent.includes(line.number),
  }));
}
const end = (lines: StandingInstalment[], lastDay: string, change: Partial<PaymentTerms> = {}, today = TODAY) =>
  planTermination({ ...terms, ...change }, lines, day(lastDay), today, calendar);

describe('ending a contract early', () => {
  it('on the last day of a period pays no part of one: what comes after is cancelled, what comes before stays', () => {
    const { replaced, plan: final, recoveries, released } = end(plan({ paid: [1, 2, 3, 4, 5] }), '2026-12-31');
    expect(replaced).toEqual(['payment 7', 'payment 8', 'payment 9']);
    expect([final, recoveries, released]).toEqual([[], [], []]);
  });

  it('within a period owes by days, the last day included, to the nearest penny', () => {
    const { replaced, plan: final } = end(plan({ paid: [1, 2, 3, 4, 5] }), '2026-12-10');
    expect(replaced[0]).toBe('payment 6');
    // 10 of 31 days of £1,000.00
    expect(final).toMatchObject([
      { periodStartsOn: '2026-12-01', periodEndsOn: '2026-12-10', netPence: 32_258, dueOn: '2026-12-01' },
    ]);
  });

  it('takes back what was paid in advance for days after the last, and cancels nothing that was paid', () => {
    const { replaced, recoveries, released, plan: final } = end(plan({ paid: [1, 2, 3, 4, 5, 6] }), '2026-12-10');
    expect(replaced).toEqual(['payment 7', 'payment 8', 'payment 9']);
    expect([final, released]).toEqual([[], []]);
    expect(recoveries).toEqual([
      { instalmentId: 'payment 6', from: '2026-12-11', to: '2026-12-31', amountPence: 100_000 - 32_258 },
    ]);
  });

  it('takes back the whole of a payment for days that all come after the last', () => {
    const { recoveries } = end(plan({ paid: [1, 2, 3, 4, 5, 6, 7] }), '2026-12-31');
    expect(recoveries).toEqual([
      { instalmentId: 'payment 7', from: '2027-01-01', to: '2027-01-31', amountPence: 100_000 },
    ]);
  });

  it('counts what is with the bank as paid, and what came back from it as not', () => {
    const lines = plan({ paid: [1, 2, 3, 4, 5], sent: [6] });
    expect(end(lines, '2026-12-10').recoveries).toMatchObject([{ amountPence: 67_742 }]);
    const back = lines.map((line) => (line.number === 6 ? { ...line, state: 'returned' } : line));
    expect(end(back, '2026-12-10')).toMatchObject({ recoveries: [], plan: [{ netPence: 32_258 }] });
  });

  it('of a payment that came in part takes back only what came too much, and lets go of what is not owed', () => {
    const partly = (received: number) =>
      plan({ paid: [1, 2, 3, 4, 5] }).map((line) => (line.number === 6 ? { ...line, receivedPence: received } : line));
    expect(end(partly(20_000), '2026-12-10')).toMatchObject({
      recoveries: [],
      released: [{ instalmentId: 'payment 6', amountPence: 67_742 }],
    });
    expect(end(partly(50_000), '2026-12-10')).toMatchObject({
      recoveries: [{ amountPence: 50_000 - 32_258 }],
      released: [{ amountPence: 50_000 }],
    });
  });

  it('reckons VAT on what is owed, and takes it back with the rest', () => {
    const change = { vatTreatment: 'standard' as const };
    const lines = plan({ paid: [1, 2, 3, 4, 5] }, change);
    expect(end(lines, '2026-12-10', change).plan).toMatchObject([{ netPence: 32_258, vatPence: 6_452 }]);
    const paid = plan({ paid: [1, 2, 3, 4, 5, 6] }, change);
    expect(end(paid, '2026-12-10', change).recoveries).toMatchObject([{ amountPence: 120_000 - 38_710 }]);
  });

  it('pays the final part a few days from now where its own day has gone by, and never later than it was', () => {
    const late = end(plan({ paid: [1, 2, 3, 4] }), '2026-11-15');
    expect(late.plan).toMatchObject([{ periodEndsOn: '2026-11-15', netPence: 50_000, dueOn: '2026-10-30' }]);
    const arrears = { timing: 'in_arrears' as const };
    const { plan: final } = end(plan({}, arrears), '2026-11-15', arrears, day('2026-12-20'));
    expect(final[0]).toMatchObject({ periodEndsOn: '2026-11-15', dueOn: '2026-12-29' });
  });

  it('numbers the final payment after all that stay', () => {
    expect(end(plan({ paid: [1, 2, 3, 4, 5] }), '2026-12-10').plan[0]?.number).toBe(6);
  });
});

it('whatever was paid, the group ends up with what it is owed to the day: what stays, less what is taken back', () => {
  const paying = fc.array(fc.constantFrom('paid' as const, 'sent' as const, 'open' as const), {
    minLength: 9,
    maxLength: 9,
  });
  fc.assert(
    fc.property(paying, fc.integer({ min: 0, max: 273 }), (each, after) => {
      const numbers = (of: string) => each.flatMap((how, at) => (how === of ? [at + 1] : []));
      const lines = plan({ paid: numbers('paid'), sent: numbers('sent') });
      const lastDay = addDays(terms.startsOn, after);
      const { replaced, plan: final, recoveries } = planTermination(terms, lines, lastDay, TODAY, calendar);
      const sum = (amounts: readonly { amountPence: number }[]) =>
        amounts.reduce((total, { amountPence }) => total + amountPence, 0);
      const kept = lines.filter(({ id }) => !replaced.includes(id));
      const owed = lines.reduce((total, { periodStartsOn, periodEndsOn, netPence }) => {
        if (periodEndsOn <= lastDay) return total + netPence;
        if (periodStartsOn > lastDay) return total;
        const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
        return total + Math.round((netPence * days(periodStartsOn, lastDay)) / days(periodStartsOn, periodEndsOn));
      }, 0);
      expect(sum(kept) + sum(final) - sum(recoveries)).toBe(owed);
    }),
  );
});
