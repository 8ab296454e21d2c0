import table from '../../../test/oracles/bank-holidays-england-wales-2018-2028.json';
import { BankingCalendar } from '../../contracts';
import { addDays, calendarDate, daysBetween } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { contactRows } from './contact-rows';
import { dayJudged } from './demo-day';
import { NORTHVALE } from './northvale';
import { paymentRows } from './payment-rows';
import { planContracts } from './planned-contract';
import type { PlannedContract } from './planned-contract';
import { WESTMERE } from './westmere';

const calendar = new BankingCalendar(table.dates.map(calendarDate));

/** Every thirteenth day, so that in time each day of the month, of the week and of the bank holidays has its turn. */
function daysOfTheTable(): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = calendarDate('2020-07-01'); day <= '2028-09-30'; day = addDays(day, 13)) days.push(day);
  return days;
}

const unpaidFor = (planned: PlannedContract[], reference: string, today: CalendarDate) => {
  const contract = planned.find((each) => each.contract.reference === reference);
  if (contract === undefined) throw new Error(`There is no ${reference}.`);
  const paid = new Set(paymentRows(contract, today, calendar).map((row) => row['Due date']));
  return contract.instalments
    .filter(({ dueOn }) => dueOn < today && !paid.has(dueOn))
    .map(({ dueOn }) => daysBetween(dueOn, today));
};

describe('the rows of the demo', () => {
  const days = daysOfTheTable().map((today) => ({
    today,
    planned: planContracts([WESTMERE, NORTHVALE], today, calendar),
  }));

  it('say nothing of the future', () => {
    const latest = days.map(({ today, planned }) => {
      const received = planned.flatMap((each) => paymentRows(each, today, calendar).map((row) => row['Date received']));
      const met = planned.flatMap((each) => contactRows(each, today, calendar).map((row) => row.Date));
      return { today, after: [...received, ...met].filter((day) => day === undefined || day > today) };
    });
    expect(latest.filter(({ after }) => after.length > 0)).toEqual([]);
  });

  it.each([
    ['WM-0110', 3],
    ['WM-0145', 12],
    ['WM-0115', 45],
  ])('leave one payment of %s overdue for %i days, and at most four more over a holiday', (reference, least) => {
    const overdue = days.map(({ today, planned }) => ({ today, unpaid: unpaidFor(planned, reference, today) }));
    const wrong = overdue.filter(({ unpaid: [days = 0, ...more] }) => {
      return more.length > 0 || days < least || days > least + 4;
    });
    expect(wrong).toEqual([]);
  });
});

describe('the day that the demo is dated for', () => {
  it.each([
    ['2026-11-22', '2026-11-22'],
    ['2018-01-01', '2020-07-01'],
    ['2028-10-01', '2028-09-30'],
  ])('is for %s the day %s', (today, judged) => {
    expect(dayJudged(calendarDate(today), calendar)).toBe(judged);
  });
});
