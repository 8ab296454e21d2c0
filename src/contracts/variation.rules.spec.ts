import fc from 'fast-check';
import table from '../../test/oracles/bank-holidays-england-wales-2018-2028.json';
import { calendarDate } from '../shared/calendar-date';
import { BankingCalendar } from './banking-calendar.rules';
import type { PaymentTerms, TermChanges } from './contract-terms.rules';
import type { StandingInstalment } from './plan-comparison.rules';
import { planSchedule } from './schedule.rules';
import { planVariation, varyTerms } from './variation.rules';

const calendar = new BankingCalendar(table.dates.map(calendarDate));
const day = calendarDate;
const TODAY = day('2026-11-22');
const present: PaymentTerms = {
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

/** The plan that holds; the first so many payments have been received. */
function lines(paid = 5): StandingInstalment[] {
  const { vatTreatment: vat, ...rest } = present;
  return planSchedule({ ...rest, vat } as Parameters<typeof planSchedule>[0], calendar).map((line) => ({
    ...line,
    id: `payment ${String(line.number)}`,
    state: line.number <= paid ? 'paid' : 'planned',
    receivedPence: line.number <= paid ? line.amountPence : 0,
    wasExported: line.number <= paid,
  }));
}
const vary = (
  changes: TermChanges,
  { effectiveOn = '2026-12-01', standing = lines() }: { effectiveOn?: string; standing?: StandingInstalment[] } = {},
) => {
  const on = { effectiveOn: day(effectiveOn), today: TODAY, milestones: false };
  const next = varyTerms(present, changes, on);
  const facts = { present, next, milestones: null, effectiveOn: day(effectiveOn), lines: standing };
  return planVariation(facts, TODAY, calendar);
};
const amounts = (plan: readonly { netPence: number }[] | null) => plan?.map(({ netPence }) => netPence);

describe('a variation', () => {
  it('of the value spreads what is left over the payments that nobody has sent', () => {
    const { replaced, plan } = vary({ valuePence: 1_200_000 });
    expect(replaced).toEqual(['payment 6', 'payment 7', 'payment 8', 'payment 9']);
    expect(amounts(plan)).toEqual([175_000, 175_000, 175_000, 175_000]);
    expect(plan?.map(({ number }) => number)).toEqual([6, 7, 8, 9]);
  });

  it('leaves what pays for days before its effective date', () => {
    const { replaced, plan, comparison } = vary({ valuePence: 1_200_000 }, { effectiveOn: '2027-02-01' });
    expect(replaced).toEqual(['payment 8', 'payment 9']);
    expect(amounts(plan)).toEqual([250_000, 250_000]);
    expect(comparison.lines.map(({ kept }) => kept)).toEqual([
      ...Array<string>(5).fill('sent_or_received'),
      ...Array<string>(2).fill('before_effective_date'),
      null,
      null,
    ]);
    expect(comparison.differencePence).toBe(300_000);
  });

  it('leaves what fell due already, unless it is held: that is settled between the two', () => {
    const held = (state: string) => lines(4).map((line) => (line.number === 5 ? { ...line, state } : line));
    const early = { effectiveOn: '2026-11-01' };
    expect(vary({ valuePence: 1_200_000 }, { ...early, standing: held('planned') }).replaced[0]).toBe('payment 6');
    const settled = vary({ valuePence: 1_200_000 }, { ...early, standing: held('held') });
    expect(settled.replaced[0]).toBe('payment 5');
    // What both sides agree today is not late tomorrow.
    expect(settled.plan?.[0]).toMatchObject({ periodStartsOn: '2026-11-01', dueOn: '2026-11-27' });
  });

  it('of the end spreads the same value over more days, or over fewer', () => {
    expect(amounts(vary({ endsOn: day('2027-05-31') }).plan)).toEqual([66_666, 66_666, 66_666, 66_666, 66_666, 66_670]);
    expect(amounts(vary({ endsOn: day('2027-01-31') }).plan)).toEqual([200_000, 200_000]);
  });

  it('of words alone moves no payment', () => {
    const { plan, replaced, comparison } = vary({ advanceBasis: 'No working capital' });
    expect([plan, replaced, comparison.differencePence]).toEqual([null, [], 0]);
  });

  it('is refused where nothing would change, or for a value below what stays', () => {
    expect(() => vary({ valuePence: 900_000 })).toThrow('Nothing would change');
    expect(() => vary({ valuePence: 400_000 })).toThrow('more than the new value of £4,000.00');
    expect(() => vary({ valuePence: 500_000 })).toThrow('nothing left to plan');
  });

  it('is refused where the new end would leave out what was paid, and says how to end sooner', () => {
    expect(() => vary({ endsOn: day('2026-10-31') }, { effectiveOn: '2026-10-01' })).toThrow('terminate the contract');
  });

  it('leaves the first day of a contract that has started, and holds from a day of the contract', () => {
    expect(() => vary({ startsOn: day('2026-08-01') })).toThrow('its first day stays');
    expect(() => vary({ valuePence: 1_200_000 }, { effectiveOn: '2027-04-01' })).toThrow('a day of the contract');
  });

  it('away from monthly in advance says why', () => {
    expect(() => vary({ rhythm: 'quarterly' })).toThrow();
    expect(vary({ rhythm: 'quarterly', deviationReason: 'They asked for it.' }).plan).toMatchObject([
      { periodStartsOn: '2026-12-01', periodEndsOn: '2026-12-31' },
      { periodStartsOn: '2027-01-01', periodEndsOn: '2027-03-31' },
    ]);
  });

  it('of what came back from the bank is none: that is attempted again', () => {
    const back = lines().map((line) => (line.number === 6 ? { ...line, state: 'planned', wasExported: true } : line));
    expect(vary({ valuePence: 1_200_000 }, { standing: back }).replaced).not.toContain('payment 6');
  });
});

it('whatever was paid and from whichever day, the plan comes to the new value and touches nothing that was paid', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 8 }),
      fc.integer({ min: 1, max: 3_000_000 }),
      fc.constantFrom('2026-07-01', '2026-12-01', '2027-01-15', '2027-03-31'),
      (paid, more, effectiveOn) => {
        const standing = lines(paid);
        const { replaced, plan } = vary({ valuePence: 900_000 + more }, { standing, effectiveOn });
        const stays = standing.filter(({ id }) => !replaced.includes(id));
        const sum = [...stays, ...(plan ?? [])].reduce((total, { netPence }) => total + netPence, 0);
        expect(sum).toBe(900_000 + more);
        expect(standing.slice(0, paid).every((line) => stays.includes(line))).toBe(true);
      },
    ),
  );
});
