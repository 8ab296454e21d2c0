import { addDays } from '../shared/calendar-date';
import type { WatchedRule } from './watching';

/** The group has said that a payment has not come, and nobody has answered: being late is one thing, silence another. */
export const lateCaseUnanswered: WatchedRule = {
  name: 'late_case_unanswered',
  gNumber: 'G8',
  clearedBy: 'Somebody of the health body answers the group, or the money is there.',
  judge: ({ lateCases }, asOf, { lateCaseReplyDays }) =>
    lateCases
      .filter(({ openedOn, repliedOn }) => repliedOn === null && addDays(openedOn, lateCaseReplyDays) <= asOf)
      .map(({ id, contractId, instalmentId, number, dueOn, openedOn }) => ({
        rule: 'late_case_unanswered',
        subjectKey: id,
        contractId,
        instalmentId,
        severity: 'serious',
        evidence: { number, dueOn, openedOn },
        audience: 'both',
        actsOn: 'health_body',
      })),
  turnsOn: ({ lateCases }, { lateCaseReplyDays }) =>
    lateCases.flatMap(({ openedOn, repliedOn }) => (repliedOn === null ? [addDays(openedOn, lateCaseReplyDays)] : [])),
};
