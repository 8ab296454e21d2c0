import { addDays } from '../shared/calendar-date';
import type { OpenChallenge } from './together-facts';
import type { Noticed, WatchedRule } from './watching';

/**
 * One side said that something is not right, and the other has not answered. The health body is told once the agreed days
 * are over, and both read it; a group is asked from the first day, and what it leaves open is no figure against it.
 */
export const challengeUnanswered: WatchedRule = {
  name: 'challenge_unanswered',
  gNumber: 'G28',
  clearedBy: 'The other side says what it changed, or why nothing was; or whoever raised it takes it back.',
  judge: ({ together }, asOf) =>
    together.challenges.flatMap((challenge) => {
      const told = unanswered(challenge);
      if (challenge.raisedBy === 'health') return [{ ...told, severity: null, audience: 'group', actsOn: 'group' }];
      return asOf > challenge.answerBy ? [told] : [];
    }),
  turnsOn: ({ together }) => together.challenges.map(({ answerBy }) => addDays(answerBy, 1)),
};

function unanswered({ id, number, contractId, raisedOn, answerBy }: OpenChallenge): Noticed {
  return {
    rule: 'challenge_unanswered',
    subjectKey: id,
    contractId,
    instalmentId: null,
    severity: 'serious',
    evidence: { challengeId: id, number, raisedOn, answerBy },
    audience: 'both',
    actsOn: 'health_body',
  };
}
