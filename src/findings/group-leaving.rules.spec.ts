import { calendarDate } from '../shared/calendar-date';
import { TODAY } from './example-partnership.testing';
import { watchedFacts } from './example-watched.testing';
import { groupLeaving } from './group-leaving.rules';
import { WATCH_THRESHOLDS } from './watching';

const day = calendarDate('2026-07-20');
const told = (leaving: { leavesOn: typeof day | null; leftOn: typeof day | null }, rest = {}) =>
  groupLeaving.judge(watchedFacts({ leaving, ...rest }), TODAY, WATCH_THRESHOLDS);

describe('a group that leaves Accord', () => {
  it('is told to the health body alone, and never as anything grave', () => {
    expect(told({ leavesOn: day, leftOn: null })).toMatchObject([
      { severity: 'attention', audience: 'health_body', evidence: { leavesOn: day } },
    ]);
    expect(told({ leavesOn: null, leftOn: day })).toMatchObject([{ evidence: { leftOn: day } }]);
  });

  it('is of no interest once it stays, or nothing goes on with it', () => {
    expect(told({ leavesOn: null, leftOn: null })).toEqual([]);
    expect(told({ leavesOn: null, leftOn: day }, { contracts: [] })).toEqual([]);
  });
});
