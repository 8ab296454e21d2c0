import { calendarDate } from '../../shared/calendar-date';
import { shownImpact } from './funding-impact-words.rules';

const on = calendarDate;
const terms = {
  ...{ startsOn: on('2027-04-01'), endsOn: on('2028-03-31'), purchaseOrderNeeded: true, purchaseOrder: null },
  plan: [{ dueOn: on('2027-07-30'), netPence: 1_200_000 }],
};
const impact = {
  ...{ startsOn: on('2027-04-01'), firstPaymentOn: on('2027-07-30'), daysToFirst: 120 },
  ...{ gapPence: 394_445, gapUntil: on('2027-07-30'), purchaseOrder: 'missing' as const },
  reserves: { weeks: 8, lastUntil: on('2027-05-31'), enough: false, uncoveredPence: 194_445 },
};

const LEAD = { side: 'group', roles: ['group_lead'] } as const;
const MEMBER = { side: 'group', roles: ['group_member'] } as const;
const MANAGER = { side: 'health', roles: ['partnership_manager'] } as const;

it('what terms do to a group is said to it and to the health body, each in its own words', () => {
  expect(shownImpact({ terms, impact }, LEAD)?.sentences).toEqual([
    'Work starts on 1 April 2027. The first payment is due on 30 July 2027: 120 days later.',
    'Your reserves pay for 8 weeks of all that you need: from the first day of work until 31 May 2027, and the first payment comes after that.',
    'About £1,944 that is spent before it is paid is not covered by them.',
    'A purchase order is needed before anything is paid, and the health body has not entered its number yet.',
  ]);
  const health = shownImpact({ terms, impact: { ...impact, reserves: null } }, MANAGER);
  expect(health?.sentences).toHaveLength(2);
  expect(health?.picture?.wide).toContain('Cost of the work');
  expect(health?.picture?.sentence).toContain('about £3,944 is spent and not yet paid');
});

it('says so where the money is there before the work', () => {
  const early = { ...impact, firstPaymentOn: on('2027-03-25'), daysToFirst: 0, gapPence: 0 };
  expect(shownImpact({ terms, impact: { ...early, purchaseOrder: 'there' } }, LEAD)?.sentences).toEqual([
    'Work starts on 1 April 2027. The first payment is due on 25 March 2027, so it is there from the beginning.',
    'The purchase order is there.',
  ]);
});

it('offers only the lead of a group to say what it has in reserve', () => {
  const may = [LEAD, MEMBER, MANAGER].map(
    (reader) => shownImpact({ terms, impact: { ...impact, reserves: null } }, reader)?.mayAddReserves,
  );
  expect(may).toEqual([true, false, false]);
});
