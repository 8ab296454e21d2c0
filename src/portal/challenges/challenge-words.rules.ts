import { calendarDate } from '../../shared/calendar-date';
import { day } from '../frame/wording.rules';

interface Subject {
  about: string;
  contractReference: string | null;
  paymentNumber: number | null;
  contactOn: string | null;
  decisionTitle: string | null;
  fact: string | null;
}

const SUBJECTS: Readonly<Record<string, (subject: Subject) => string>> = {
  contract: ({ contractReference }) => `Contract ${contractReference ?? ''}`.trim(),
  payment: ({ contractReference, paymentNumber }) =>
    `Payment ${String(paymentNumber ?? '')} of ${contractReference ?? 'a contract'}`,
  contact: ({ contactOn }) =>
    contactOn === null ? 'An entry of the contact log' : `Contact on ${day(calendarDate(contactOn))}`,
  decision: ({ decisionTitle }) => (decisionTitle === null ? 'A decision' : `Decision: ${decisionTitle}`),
  finding: () => 'Something that Accord noticed',
  profile: ({ fact }) => `The group’s profile: ${fact ?? ''}`,
  partnership: () => 'The partnership as a whole',
};

/** What a challenge is about, as a heading: "Payment 3 of WM-2026-014". */
export function subjectWords(subject: Subject): string {
  return SUBJECTS[subject.about]?.(subject) ?? subject.about;
}

const PATHS: Readonly<Record<string, string>> = {
  contract: '/contracts/',
  payment: '/payments/',
  contact: '/contact-log/',
  decision: '/decisions/',
};

/** The page of what it is about, below the organisation's own; null where it has none. */
export function subjectPath({ about, subjectId }: { about: string; subjectId: string }): string | null {
  const path = PATHS[about];
  return path === undefined ? null : path + subjectId;
}

const TAGS: Readonly<Record<string, { text: string; colour: string }>> = {
  raised: { text: 'Waits for an answer', colour: 'yellow' },
  answered: { text: 'Answered', colour: 'blue' },
  accepted: { text: 'Put right', colour: 'green' },
  withdrawn: { text: 'Taken back', colour: 'grey' },
};

export function challengeTag(state: string): { text: string; colour: string } {
  return TAGS[state] ?? { text: state, colour: 'grey' };
}

/** What a step was, after the name of the side that took it: "answered: something was changed". */
export function stepWords({ move, changed }: { move: string; changed: boolean | null }): string {
  if (move === 'answered')
    return changed === true ? 'answered: something was changed' : 'answered: nothing was changed';
  if (move === 'accepted') return 'accepted the answer';
  return move === 'taken_up' ? 'took it up again' : 'took it back';
}

/** What a private matter is about. */
export const MATTER_WORDS: Readonly<Record<string, string>> = {
  conduct: 'How somebody treated us',
  relationship: 'How the work together goes',
  safety: 'Threats, abuse or hate, or fear of it',
  other: 'Something else',
};
