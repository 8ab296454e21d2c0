import { calendarDate } from '../../shared/calendar-date';
import { day } from '../frame/wording.rules';
import { findingName } from '../manager/finding-words.rules';

interface Subject {
  about: string;
  contractReference: string | null;
  paymentNumber: number | null;
  invoiceNumber: string | null;
  contactOn: string | null;
  decisionTitle: string | null;
  materialTitle: string | null;
  introductionTo: string | null;
  findingRule: string | null;
  fact: string | null;
}

const named = (what: string, name: string | null) => (name === null ? what : `${what}: ${name}`);

const SUBJECTS: Readonly<Record<string, (subject: Subject) => string>> = {
  contract: ({ contractReference }) => `Contract ${contractReference ?? ''}`.trim(),
  commencement: ({ contractReference }) => `How you work together, contract ${contractReference ?? ''}`.trim(),
  process: ({ contractReference }) => `How you decide together, contract ${contractReference ?? ''}`.trim(),
  payment: ({ contractReference, paymentNumber }) =>
    `Payment ${String(paymentNumber ?? '')} of ${contractReference ?? 'a contract'}`,
  contact: ({ contactOn }) =>
    contactOn === null ? 'An entry of the contact log' : `Contact on ${day(calendarDate(contactOn))}`,
  invoice: ({ invoiceNumber }) => `Invoice ${invoiceNumber ?? ''}`.trim(),
  decision: ({ decisionTitle }) => named('Decision', decisionTitle),
  material: ({ materialTitle }) => named('Material', materialTitle),
  introduction: ({ introductionTo }) => named('Introduction', introductionTo),
  finding: ({ findingRule }) => named('Noticed by Accord', findingRule === null ? null : findingName(findingRule)),
  profile: ({ fact }) => `The group’s profile: ${fact ?? ''}`,
  partnership: () => 'The partnership as a whole',
};

/** What a challenge is about, as a heading: "Payment 3 of WM-2026-014". */
export function subjectWords(subject: Subject): string {
  return SUBJECTS[subject.about]?.(subject) ?? subject.about;
}

const PATHS: Readonly<Record<string, string>> = {
  contract: '/contracts/:id',
  commencement: '/contracts/:id/commencement',
  process: '/contracts/:id/decision-process',
  payment: '/payments/:id',
  invoice: '/invoices/:id',
  contact: '/contact-log/:id',
  decision: '/decisions/:id',
  material: '/materials/:id',
  introduction: '/introductions/:id',
  finding: '/findings/:id',
};

/** The page of what it is about, below the organisation's own; null where it has none. */
export function subjectPath({ about, subjectId }: { about: string; subjectId: string }): string | null {
  const path = PATHS[about];
  return path?.replace(':id', subjectId) ?? null;
}

/** Where somebody says that something about a record is not right. */
export function challengeHref({ organisationId }: { organisationId: string }, about: string, id: string): string {
  return `/o/${organisationId}/challenges/new?about=${about}&subject=${id}`;
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
