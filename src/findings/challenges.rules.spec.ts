import { calendarDate } from '../shared/calendar-date';
import type { Side } from '../shared/side';
import { challengeUnanswered } from './challenges.rules';
import { watchedFacts } from './example-watched.testing';
import { WATCH_THRESHOLDS } from './watching';
import { whyCleared } from './why-cleared.rules';

const day = calendarDate;
const raisedBy = (side: Side, contractId: string | null = 'contract-1') => {
  const facts = watchedFacts();
  const challenge = { id: 'challenge-1', number: 3, contractId, raisedBy: side, raisedOn: day('2026-06-01') };
  return { ...facts, together: { ...facts.together, challenges: [{ ...challenge, answerBy: day('2026-06-15') }] } };
};
const judge = (facts: ReturnType<typeof raisedBy>, on: string) =>
  challengeUnanswered.judge(facts, day(on), WATCH_THRESHOLDS);

describe('what one side said is not right, and the other has not answered', () => {
  it('is for the health body to act on once the agreed days are over, and both read it', () => {
    expect(judge(raisedBy('group'), '2026-06-15')).toEqual([]);
    expect(judge(raisedBy('group'), '2026-06-16')).toEqual([
      {
        ...{ rule: 'challenge_unanswered', subjectKey: 'challenge-1', contractId: 'contract-1', instalmentId: null },
        ...{ severity: 'serious', audience: 'both', actsOn: 'health_body' },
        evidence: { challengeId: 'challenge-1', number: 3, raisedOn: '2026-06-01', answerBy: '2026-06-15' },
      },
    ]);
    expect(challengeUnanswered.turnsOn(raisedBy('group'), WATCH_THRESHOLDS)).toEqual(['2026-06-16']);
  });

  it('is asked of a group from the first day, and never judged, however long it takes', () => {
    for (const on of ['2026-06-01', '2027-06-01']) {
      expect(judge(raisedBy('health'), on)).toMatchObject([{ severity: null, audience: 'group', actsOn: 'group' }]);
    }
  });

  it('is put right by an answer, whether or not a contract is going on', () => {
    const held = { rule: 'challenge_unanswered', contractId: null, instalmentId: null, cancelled: null } as const;
    const facts = { ...watchedFacts(), contracts: [] };
    expect(whyCleared({ ...held, subjectKey: 'challenge-1' }, facts, day('2026-06-20'), WATCH_THRESHOLDS)).toBe(
      'mended',
    );
  });
});
