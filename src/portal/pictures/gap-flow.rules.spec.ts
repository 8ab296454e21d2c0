import { calendarDate } from '../../shared/calendar-date';
import { gapFlow } from './gap-flow.rules';

const on = calendarDate;
const work = (...plan: [string, number][]) => ({
  startsOn: on('2027-04-01'),
  endsOn: on('2028-03-30'),
  plan: plan.map(([dueOn, pounds]) => ({ dueOn: on(dueOn), netPence: pounds * 100 })),
});

describe('the gap between work and its payments', () => {
  it('grows with the work until a payment closes it', () => {
    const flow = gapFlow(work(['2027-07-01', 1_825], ['2028-04-20', 1_825]), 'It grows.');
    // ten pounds a day; 91 days before the first payment
    const before = flow?.late.filter(({ from }) => from < '2027-07-01') ?? [];
    expect(before[0]).toMatchObject({ from: '2027-04-08', latePence: 7_000 });
    expect(before.at(-1)).toMatchObject({ to: '2027-07-01', latePence: 84_000 });
    expect(flow?.late.some(({ from }) => from >= '2027-07-01' && from < '2027-09-30')).toBe(false);
    expect(flow?.late.at(-1)).toMatchObject({ to: '2028-04-20' });
    expect(flow?.months[0]).toEqual({ month: '2027-04-01', expectedPence: 30_000, paidPence: 0, latePence: 30_000 });
    expect(flow?.months.at(-1)).toMatchObject({ month: '2028-04-01', expectedPence: 365_000, latePence: 0 });
  });

  it('is not there where the money comes first', () => {
    const flow = gapFlow(work(['2027-03-20', 3_650]), 'It is there.');
    expect(flow).toMatchObject({ from: '2027-03-01', to: '2028-03-30', late: [], latePence: 0 });
  });

  it('is nothing without a payment', () => {
    expect(gapFlow(work(), '')).toBeNull();
  });
});
