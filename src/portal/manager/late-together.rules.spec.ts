import { calendarDate } from '../../shared/calendar-date';
import { lateWords, together } from './late-together.rules';

const found = (rule: string, partnershipId: string, dueOn = '2026-10-30') => ({
  ...{ rule, partnershipId },
  evidence: { dueOn, amountPence: 400_000, receivedPence: 50_000 },
});

describe('late payments of one partnership', () => {
  const [first, quiet, second, other] = [
    found('overdue', 'one'),
    found('going_quiet', 'one'),
    found('overdue', 'one', '2026-09-30'),
    found('overdue', 'other'),
  ];

  it('are told together where the worst of them stands, and nothing else is', () => {
    const told = together([first, quiet, second, quiet, other]);
    expect(told.map(({ worst, all }) => [worst, all.length])).toEqual([
      [first, 2],
      [quiet, 1],
      [quiet, 1],
      [other, 1],
    ]);
  });

  it('are counted, added up and dated by the oldest', () => {
    expect(lateWords([first, second], calendarDate('2026-11-22'))).toEqual({
      what: '2 payments late',
      why: '£7,000.00 in all has not reached the group; the oldest was due on 30 September 2026, 53 days ago.',
    });
  });
});
