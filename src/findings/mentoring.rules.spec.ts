import { addDays, calendarDate } from '../shared/calendar-date';
import { watchedContract, watchedFacts } from './example-watched.testing';
import type { MentoringFacts } from './mentoring-facts';
import { introductionUnanswered, mentoringReviewDue, noMentor } from './mentoring.rules';
import { WATCH_THRESHOLDS } from './watching';
import { whyCleared } from './why-cleared.rules';
import type { WatchedFacts } from './watched-facts';

const day = calendarDate;
const BEGUN = day('2026-05-01');
const TODAY = day('2026-06-05');
const MENTOR = { fromOn: day('2026-05-10'), reviewOn: day('2026-06-20'), lastDayOn: null };
const knowing = (change: Partial<MentoringFacts> = {}, more: Partial<WatchedFacts> = {}) =>
  watchedFacts({
    mentoring: {
      ...{ isNew: true, noLongerNewOn: day('2027-05-01'), begunOn: BEGUN, mentor: null, declined: false },
      ...change,
    },
    ...more,
  });
const held = (rule: 'no_mentor' | 'mentoring_review_due' | 'introduction_unanswered') => ({
  ...{ rule, subjectKey: 'partnership', contractId: null, instalmentId: null, cancelled: null },
});

describe('a new partner without a mentor', () => {
  const judge = (facts: WatchedFacts, on = TODAY) => noMentor.judge(facts, on, WATCH_THRESHOLDS);

  it('is told to the health body two weeks after the first contract began or was agreed', () => {
    expect(judge(knowing(), day('2026-05-14'))).toEqual([]);
    expect(judge(knowing(), day('2026-05-15'))).toEqual([
      {
        ...{ rule: 'no_mentor', subjectKey: 'partnership', contractId: null, instalmentId: null },
        ...{ severity: 'attention', audience: 'health_body', actsOn: 'health_body' },
        evidence: { begunOn: '2026-05-01', mentorsLastDayOn: null },
      },
    ]);
    expect(noMentor.turnsOn(knowing(), WATCH_THRESHOLDS)).toEqual(['2026-05-15', '2027-05-01']);
  });

  it('waits as long as the health body has set', () => {
    const patient = { ...WATCH_THRESHOLDS, mentorWithinDays: 60 };
    expect(noMentor.judge(knowing(), addDays(BEGUN, 59), patient)).toEqual([]);
    expect(noMentor.judge(knowing(), addDays(BEGUN, 60), patient)).toHaveLength(1);
  });

  it.each([
    ['is not new', { isNew: false }],
    ['has a mentor', { mentor: MENTOR }],
    ['would rather have none', { declined: true }],
    ['has no contract yet', { begunOn: null }],
  ] as const)('is not told of a group that %s', (_, change) => {
    expect(judge(knowing(change))).toEqual([]);
  });

  it('is told again once the mentor has left', () => {
    const leaving = knowing({ mentor: { ...MENTOR, lastDayOn: TODAY } });
    expect(judge(leaving)).toEqual([]);
    expect(judge(leaving, addDays(TODAY, 1))).toMatchObject([{ evidence: { mentorsLastDayOn: TODAY } }]);
    expect(noMentor.turnsOn(leaving, WATCH_THRESHOLDS)).toContain(addDays(TODAY, 1));
  });

  it('is over with the contracts, with the first year, or once somebody is named', () => {
    const why = (facts: WatchedFacts) => whyCleared(held('no_mentor'), facts, TODAY, WATCH_THRESHOLDS);
    expect(why(knowing({}, { contracts: [watchedContract({ stateOn: 'ended' })] }))).toBe('contract_over');
    expect(why(knowing({ isNew: false, noLongerNewOn: TODAY }))).toBe('time_passed');
    expect(why(knowing({ mentor: MENTOR }))).toBe('mended');
    expect(why(knowing({ isNew: false, noLongerNewOn: null }))).toBe('mended');
  });
});

describe('the question whether a mentor is still needed', () => {
  const judge = (on: string) => mentoringReviewDue.judge(knowing({ mentor: MENTOR }), day(on), WATCH_THRESHOLDS);

  it('is due on the day that was agreed, and both sides read it', () => {
    expect(judge('2026-06-19')).toEqual([]);
    expect(judge('2026-06-20')).toMatchObject([
      {
        ...{ subjectKey: 'partnership', severity: 'attention', audience: 'both', actsOn: 'health_body' },
        evidence: { fromOn: '2026-05-10', reviewOn: '2026-06-20' },
      },
    ]);
    expect(mentoringReviewDue.turnsOn(knowing({ mentor: MENTOR }), WATCH_THRESHOLDS)).toEqual(['2026-06-20']);
  });

  it('is asked of nobody without a mentor, and settled by an answer whether or not a contract goes on', () => {
    expect(mentoringReviewDue.judge(knowing(), TODAY, WATCH_THRESHOLDS)).toEqual([]);
    const facts = knowing({}, { contracts: [] });
    expect(whyCleared(held('mentoring_review_due'), facts, TODAY, WATCH_THRESHOLDS)).toBe('mended');
  });
});

describe('an introduction that a group asked for', () => {
  const asked = { id: 'introduction-1', askedOn: day('2026-06-01'), answerBy: day('2026-06-15') };
  const facts = knowing({}, { introductions: [asked] });
  const judge = (on: string) => introductionUnanswered.judge(facts, day(on), WATCH_THRESHOLDS);

  it('is for the health body to answer once its days are over, and both read it', () => {
    expect(judge('2026-06-15')).toEqual([]);
    expect(judge('2026-06-16')).toMatchObject([
      {
        ...{ subjectKey: 'introduction-1', severity: 'attention', audience: 'both', actsOn: 'health_body' },
        evidence: { introductionId: 'introduction-1', askedOn: '2026-06-01', answerBy: '2026-06-15' },
      },
    ]);
    expect(introductionUnanswered.turnsOn(facts, WATCH_THRESHOLDS)).toEqual(['2026-06-16']);
  });

  it('is settled by an answer, whether or not a contract goes on', () => {
    const none = knowing({}, { contracts: [] });
    expect(whyCleared(held('introduction_unanswered'), none, TODAY, WATCH_THRESHOLDS)).toBe('mended');
  });
});
