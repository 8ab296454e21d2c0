import table from '../../test/oracles/bank-holidays-england-wales-2018-2028.json';
import { calendarDate } from '../shared/calendar-date';
import { BankingCalendar } from './banking-calendar.rules';
import {
  assertDeviationExplained,
  changeTerms,
  movesTheSchedule,
  planTerms,
  READY_ADVANCE_BASIS,
  settleTerms,
  type AskedTerms,
} from './contract-terms.rules';

const calendar = new BankingCalendar(table.dates.map(calendarDate));
const day = calendarDate;
const asked: AskedTerms = {
  valuePence: 12_000_00,
  startsOn: day('2027-04-01'),
  endsOn: day('2028-03-31'),
  vatTreatment: 'outside_scope',
};
const pointing = (pointer: string): Error => {
  const refused: Error = expect.objectContaining({ kind: 'invalid', fields: [expect.objectContaining({ pointer })] });
  return refused;
};

describe('terms of which only the value and the dates are said', () => {
  it('are monthly in advance, with the usual ground for paying early and no reason needed', () => {
    const terms = settleTerms(asked);
    expect(terms).toMatchObject({
      timing: 'in_advance',
      rhythm: 'monthly',
      paymentDays: 30,
      paymentDay: null,
      deviationReason: null,
      advanceBasis: READY_ADVANCE_BASIS,
    });
    expect(() => {
      assertDeviationExplained(terms);
    }).not.toThrow();
    expect(planTerms(terms, undefined, calendar)).toHaveLength(12);
  });
});

describe('terms that leave monthly in advance', () => {
  it.each([{ timing: 'in_arrears' }, { rhythm: 'quarterly' }, { paymentDay: 15 }] as const)(
    'need a reason: %j',
    (terms) => {
      const judge = (deviationReason: string | null) => () => {
        assertDeviationExplained(settleTerms({ ...asked, ...terms, deviationReason }));
      };
      expect(judge(null)).toThrow(pointing('/deviationReason'));
      expect(judge('The grant that pays for it comes each quarter.')).not.toThrow();
    },
  );

  it('pay nothing early when they are in arrears, so they need no ground for it', () => {
    expect(settleTerms({ ...asked, timing: 'in_arrears' }).advanceBasis).toBeNull();
  });

  it('have neither a rhythm nor a payment day on milestones', () => {
    expect(settleTerms({ ...asked, timing: 'on_milestone' })).toMatchObject({ rhythm: 'once', paymentDay: null });
    expect(() => settleTerms({ ...asked, timing: 'on_milestone', rhythm: 'monthly' })).toThrow(pointing('/rhythm'));
    expect(() => settleTerms({ ...asked, timing: 'on_milestone', paymentDay: 4 })).toThrow(pointing('/paymentDay'));
  });

  it('have milestones only when they are paid on them', () => {
    const milestones = [{ dueOn: day('2027-06-01'), netPence: 12_000_00 }];
    expect(planTerms(settleTerms({ ...asked, timing: 'on_milestone' }), milestones, calendar)).toHaveLength(1);
    expect(() => planTerms(settleTerms(asked), milestones, calendar)).toThrow(pointing('/milestones'));
  });
});

describe('changing the terms of a draft', () => {
  const quarterly = settleTerms({ ...asked, rhythm: 'quarterly', deviationReason: 'Asked for by the group.' });

  it('leaves everything else as it was', () => {
    expect(changeTerms(quarterly, { valuePence: 9_000_00 })).toEqual({ ...quarterly, valuePence: 9_000_00 });
  });

  it('forgets the reason when the terms are monthly in advance again', () => {
    expect(changeTerms(quarterly, { rhythm: 'monthly' })).toMatchObject({ rhythm: 'monthly', deviationReason: null });
  });

  it('forgets the ground for paying early when payment comes in arrears, and finds it again', () => {
    const inArrears = changeTerms(quarterly, { timing: 'in_arrears' });
    expect(inArrears).toMatchObject({ advanceBasis: null, rhythm: 'quarterly' });
    expect(changeTerms(inArrears, { timing: 'in_advance' }).advanceBasis).toBe(READY_ADVANCE_BASIS);
  });

  it('goes from a rhythm to milestones and back', () => {
    const onMilestones = changeTerms(quarterly, { timing: 'on_milestone' });
    expect(onMilestones).toMatchObject({ rhythm: 'once' });
    expect(changeTerms(onMilestones, { timing: 'in_advance' })).toMatchObject({ rhythm: 'monthly', paymentDay: null });
  });

  it('plans again only where a payment can move', () => {
    const terms = settleTerms(asked);
    expect(movesTheSchedule(terms, { ...terms, advanceBasis: 'Another ground', deviationReason: 'A reason' })).toBe(
      false,
    );
    expect(movesTheSchedule(terms, { ...terms, endsOn: day('2028-06-30') })).toBe(true);
    const onMilestones = changeTerms(terms, { timing: 'on_milestone' });
    expect(movesTheSchedule(terms, onMilestones)).toBe(true);
    expect(movesTheSchedule(onMilestones, { ...onMilestones, endsOn: day('2028-06-30') })).toBe(false);
    expect(movesTheSchedule(onMilestones, { ...onMilestones, valuePence: 1 })).toBe(true);
  });
});
