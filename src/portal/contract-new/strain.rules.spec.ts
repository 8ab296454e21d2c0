import { calendarDate } from '../../shared/calendar-date';
import { strainOf } from '../../payments';
import { strainWords } from './strain.rules';

const on = calendarDate;
const YEAR = { startsOn: on('2027-04-01'), endsOn: on('2028-03-31') };
const paid = (...lines: [day: string, pounds: number][]) =>
  lines.map(([day, pounds]) => ({ dueOn: on(day), netPence: pounds * 100 }));

describe('what terms do to a small group', () => {
  it('is nothing while each month is paid before it begins', () => {
    const plan = paid(['2027-04-01', 1000], ['2027-04-30', 1000], ['2027-06-01', 1000]);
    const strain = strainOf(plan, { startsOn: on('2027-04-01'), endsOn: on('2027-06-30') });
    expect(strain).toMatchObject({ deepestPence: 0, daysToFirst: 0 });
    expect(strainWords({ deepestPence: 0, until: on('2027-06-01'), daysToFirst: 0 })[0]).toContain(
      'The money is there before the work',
    );
  });

  it('is a quarter and the month after it, paid every three months in arrears', () => {
    const plan = paid(['2027-07-29', 3000], ['2027-10-29', 3000], ['2028-01-28', 3000], ['2028-04-28', 3000]);
    const strain = strainOf(plan, YEAR);
    expect(strain).toEqual({ deepestPence: 391_803, until: on('2027-10-29'), daysToFirst: 119 });
  });

  it('is said in days, in pounds and in what it means', () => {
    expect(strainWords({ deepestPence: 391_803, until: on('2027-10-29'), daysToFirst: 119 })).toEqual([
      'The group works for 119 days before its first payment comes.',
      'By 29 October 2027 it will have spent about £3,918 of its own, if the work costs the same each day.',
      'A small group without reserves pays wages and rent out of nothing until then, or stops the work.',
    ]);
  });

  it('never counts work after the last day of the contract', () => {
    const strain = strainOf(paid(['2028-06-30', 12_000]), YEAR);
    expect(strain?.deepestPence).toBe(1_200_000);
  });

  it('is not known without a plan', () => {
    expect(strainOf([], YEAR)).toBeNull();
  });
});
