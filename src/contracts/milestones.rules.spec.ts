import table from '../../test/oracles/bank-holidays-england-wales-2018-2028.json';
import { calendarDate } from '../shared/calendar-date';
import { BankingCalendar } from './banking-calendar.rules';
import { planMilestones } from './milestones.rules';

const calendar = new BankingCalendar(table.dates.map(calendarDate));
const day = calendarDate;
const terms = {
  valuePence: 10_000_00,
  startsOn: day('2027-01-04'),
  endsOn: day('2027-12-31'),
  vat: 'outside_scope',
} as const;
const milestone = (dueOn: string, netPence: number, label?: string) => ({
  dueOn: day(dueOn),
  netPence,
  ...(label !== undefined && { label }),
});

describe('a contract paid on milestones', () => {
  it('is paid on the days agreed by hand, oldest first, each for its own day', () => {
    const planned = planMilestones(
      terms,
      [milestone('2027-06-01', 6_000_00, 'Report'), milestone('2027-02-02', 4_000_00, 'Plan of work')],
      calendar,
    );
    expect(planned).toEqual([
      {
        number: 1,
        label: 'Plan of work',
        periodStartsOn: '2027-02-02',
        periodEndsOn: '2027-02-02',
        dueOn: '2027-02-02',
        sendByOn: '2027-01-29',
        netPence: 4_000_00,
        vatPence: 0,
        amountPence: 4_000_00,
      },
      expect.objectContaining({ number: 2, label: 'Report', dueOn: '2027-06-01', sendByOn: '2027-05-27' }),
    ]);
  });

  it('is paid on the last banking day before a day on which banks are closed', () => {
    // 29 March 2027 is Easter Monday, and the Friday before it a bank holiday.
    const [planned] = planMilestones(terms, [milestone('2027-03-29', 10_000_00)], calendar);
    expect(planned).toMatchObject({ periodStartsOn: '2027-03-29', dueOn: '2027-03-25', sendByOn: '2027-03-23' });
  });

  it('adds VAT to each payment', () => {
    const [planned] = planMilestones({ ...terms, vat: 'standard' }, [milestone('2027-02-02', 10_000_00)], calendar);
    expect(planned).toMatchObject({ netPence: 10_000_00, vatPence: 2_000_00, amountPence: 12_000_00 });
  });

  it.each([
    ['none', [], /needs the day and the amount/],
    ['too little', [milestone('2027-02-02', 9_999_99)], /add up to £9,999.99.*worth £10,000.00/],
    ['too much', [milestone('2027-02-02', 6_000_00), milestone('2027-06-01', 4_000_01)], /add up to £10,000.01/],
  ])('is refused with milestones of %s', (_case, milestones, says) => {
    expect(() => planMilestones(terms, milestones, calendar)).toThrow(says);
  });

  it('names the milestone that lies outside the table of bank holidays, as it was given', () => {
    const milestones = [milestone('2030-02-01', 5_000_00), milestone('2027-02-02', 5_000_00)];
    const refused: Error = expect.objectContaining({
      kind: 'invalid',
      fields: [expect.objectContaining({ pointer: '/milestones/0/dueOn' })],
    });
    expect(() => planMilestones(terms, milestones, calendar)).toThrow(refused);
  });
});
