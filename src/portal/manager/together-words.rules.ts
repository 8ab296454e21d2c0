import { days } from '../frame/wording.rules';
import type { Words } from './finding-evidence.rules';

const SAID: Readonly<Record<string, string>> = {
  lapsed: 'what the group agreed to has changed since',
  withdrawn: 'the group has taken back its yes',
  never: 'the group has not said yes to this version',
};

/** Of how both sides work and decide together. */
export const TOGETHER_WORDS: Readonly<Record<string, Words>> = {
  commencement_unconfirmed: {
    what: 'Waiting for you',
    why: (e) => `The group said on ${e.on('proposedOn')} how it would like to work together; your side has not agreed.`,
    next: 'Read what the group proposes, and agree to it or change it.',
  },
  no_decision_process: {
    what: 'No way of deciding',
    why: () => 'Nothing that both sides have signed says how you decide together.',
    next: 'Propose a way of deciding: a ready-made one is on the contract’s page.',
  },
  process_unsigned: {
    what: 'Waiting for you',
    why: (e) =>
      `The group said on ${e.on('proposedOn')} how it would like to decide together; your side has not signed.`,
    next: 'Read what the group proposes, and sign it or say why not.',
  },
  decision_answer_overdue: {
    what: 'Waiting for you',
    why: (e) => `Your side was to say by ${e.on('answerBy')} what it thinks: ${days(e.since('answerBy'))} ago.`,
    next: 'Read what is to be decided, and say what your side thinks.',
  },
  not_anchored: {
    what: 'No strategy behind it',
    why: () => 'Your strategies set priorities, and nothing says which of them this contract serves.',
    next: 'Say which priority it serves, and how: one sentence will do.',
  },
  challenge_unanswered: {
    what: 'Waiting for you',
    why: (e) =>
      `The group said on ${e.on('raisedOn')} that something is not right. Your side was to answer by ${e.on('answerBy')}: ${days(e.since('answerBy'))} ago.`,
    next: 'Read it, and say what you changed or why nothing was changed.',
  },
  no_mentor: {
    what: 'No mentor yet',
    why: (e) =>
      e.date('mentorsLastDayOn') === null
        ? `The group is new: its first contract began or was agreed on ${e.on('begunOn')}, ${days(e.since('begunOn'))} ago. Nobody is named whom it can ask.`
        : `The group is new, and the last day of its mentor was ${e.on('mentorsLastDayOn')}.`,
    next: 'Name a mentor, or note that the group would rather not.',
  },
  mentoring_review_due: {
    what: 'Mentor: still needed?',
    why: (e) =>
      `The mentoring began on ${e.on('fromOn')}, and both were to be asked on ${e.on('reviewOn')} whether it is still needed.`,
    next: 'Ask the group and the mentor, and say when to ask again, or that it ends.',
  },
  introduction_unanswered: {
    what: 'Waiting for you',
    why: (e) =>
      `The group asked on ${e.on('askedOn')} to be introduced to somebody. Your side was to answer by ${e.on('answerBy')}: ${days(e.since('answerBy'))} ago.`,
    next: 'Introduce the group, and say to whom; or say why not.',
  },
  decided_without_agreement: {
    what: 'Decided without agreement',
    why: (e) =>
      `${e.text('closedBy') === 'group' ? 'The group' : 'The health body'} closed a decision on ${e.on('closedOn')}, and the two sides did not agree.`,
    next: 'Talk about it, and take it up again in a decision on which both agree.',
  },
  name_used_without_consent: {
    what: 'Name used without consent',
    why: (e) =>
      `Version ${String(e.number('number'))} is in use with the group’s name since ${e.on('sinceOn')}, and ${SAID[e.text('consent')] ?? 'the group has not agreed'}.`,
    next: 'Stop using it there and note since when, or ask the group whether it agrees to this version.',
  },
};
