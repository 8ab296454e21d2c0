import { addDays, type CalendarDate } from '../shared/calendar-date';
import type { MentorFacts, MentoringFacts } from './mentoring-facts';
import { isThere, openContracts } from './partnership-reading.rules';
import { PARTNERSHIP } from './watching';
import type { Noticed, WatchedRule } from './watching';

/** Whether the group has nobody to turn to, and was not asked whether it wants somebody. */
export function lacksMentor({ mentor, declined }: MentoringFacts, asOf: CalendarDate): boolean {
  return !declined && (mentor === null || !isThere(mentor, asOf));
}

/** Whoever is new does not know whom to ask, and does not ask. The health body names somebody, or notes that none is wanted. */
export const noMentor: WatchedRule = {
  name: 'no_mentor',
  gNumber: 'G7',
  clearedBy: 'The health body names a mentor, or notes that the group would rather not or is no new partner.',
  judge: (facts, asOf, { mentorWithinDays }) => {
    const { isNew, begunOn, mentor } = facts.mentoring;
    if (!isNew || begunOn === null || openContracts(facts).length === 0) return [];
    if (addDays(begunOn, mentorWithinDays) > asOf || !lacksMentor(facts.mentoring, asOf)) return [];
    const evidence = { begunOn, mentorsLastDayOn: mentor?.lastDayOn ?? null };
    return [{ ...ofPartnership('no_mentor', 'health_body'), evidence }];
  },
  turnsOn: ({ mentoring: { begunOn, noLongerNewOn, mentor } }, { mentorWithinDays }) =>
    [begunOn === null ? null : addDays(begunOn, mentorWithinDays), noLongerNewOn, leftOn(mentor)].filter(
      (day) => day !== null,
    ),
};

/** Both agreed on a day on which to ask whether the mentor is still needed, and it has come. */
export const mentoringReviewDue: WatchedRule = {
  name: 'mentoring_review_due',
  gNumber: 'G7',
  clearedBy: 'The health body says when to ask again, or that the mentoring ends.',
  judge: ({ mentoring: { mentor } }, asOf) =>
    mentor === null || mentor.reviewOn > asOf
      ? []
      : [
          {
            ...ofPartnership('mentoring_review_due', 'both'),
            evidence: { fromOn: mentor.fromOn, reviewOn: mentor.reviewOn },
          },
        ],
  turnsOn: ({ mentoring: { mentor } }) => (mentor === null ? [] : [mentor.reviewOn]),
};

/** A group asked to be introduced to somebody of the health body, and has waited longer than it was told. */
export const introductionUnanswered: WatchedRule = {
  name: 'introduction_unanswered',
  gNumber: 'G38',
  clearedBy: 'The health body says to whom it introduced the group, or why it does not; or the group takes it back.',
  judge: ({ introductions }, asOf) =>
    introductions
      .filter(({ answerBy }) => asOf > answerBy)
      .map(({ id, askedOn, answerBy }) => ({
        ...ofPartnership('introduction_unanswered', 'both'),
        subjectKey: id,
        evidence: { introductionId: id, askedOn, answerBy },
      })),
  turnsOn: ({ introductions }) => introductions.map(({ answerBy }) => addDays(answerBy, 1)),
};

export const MENTORING_RULES = [noMentor, mentoringReviewDue, introductionUnanswered] as const;

function leftOn(mentor: MentorFacts | null): CalendarDate | null {
  const lastDayOn = mentor?.lastDayOn ?? null;
  return lastDayOn === null ? null : addDays(lastDayOn, 1);
}

function ofPartnership(rule: Noticed['rule'], audience: Noticed['audience']): Omit<Noticed, 'evidence'> {
  return {
    ...{ rule, subjectKey: PARTNERSHIP, contractId: null, instalmentId: null },
    ...{ severity: 'attention', audience, actsOn: 'health_body' },
  };
}
