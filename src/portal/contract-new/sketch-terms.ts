import { leavesDefaultTerms } from '../../contracts';
import type { DraftContractDto, Rhythm, Sketch, SketchLead, Timing } from '../../contracts';
import type { CalendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';
import { dayIn } from '../variations/move-form';
import { milestonesIn } from '../variations/proposal-form';
import { penceIn } from '../variations/variation-words.rules';

type Answers = Sketch['answers'];
type Terms = Omit<DraftContractDto, 'partnershipId'>;

/** The pages of questions after the group, in order. */
export const STEPS = { what: 'what', terms: 'terms', why: 'why', paying: 'paying' } as const;
export type Step = keyof typeof STEPS;

/** The answer that shows that a page was answered. */
const SHOWS: readonly (readonly [Step, string])[] = [
  ['what', 'title'],
  ['terms', 'timing'],
  ['why', 'deviationReason'],
  ['paying', 'invoiceNeeded'],
];

/** The first page without an answer; `check` when there is none left. Why is only asked where terms leave the usual. */
export function nextStep(answers: Answers): Step | 'check' {
  const open = SHOWS.find(([step, shows]) => !isGiven(answers, shows) && (step !== 'why' || leavesUsual(answers)));
  return open?.[0] ?? 'check';
}

function isGiven(answers: Answers, name: string): boolean {
  return (answers[name] ?? '') !== '';
}

export function leavesUsual(answers: Answers): boolean {
  if (!isGiven(answers, 'timing')) return false;
  const { timing, rhythm, paymentDay } = rhythmIn(answers);
  return leavesDefaultTerms({ timing, rhythm: rhythm ?? 'monthly', paymentDay: paymentDay ?? null });
}

function rhythmIn(answers: Answers): { timing: Timing; rhythm?: Rhythm; paymentDay?: number } {
  const timing = (answers.timing ?? 'in_advance') as Timing;
  if (timing === 'on_milestone') return { timing };
  const paymentDay = Number(answers.paymentDay ?? '');
  return { timing, rhythm: (answers.rhythm ?? 'monthly') as Rhythm, ...(paymentDay > 0 && { paymentDay }) };
}

/** Value, days and VAT of the answers, paid monthly in advance. Throws FormRefused with the field to mend. */
export function whatIn(answers: Answers) {
  const valuePence = penceIn(answers.value ?? '');
  if (valuePence === null)
    throw new FormRefused(422, [{ field: 'value', text: 'Enter an amount in pounds, like 12,000 or 12,000.50' }]);
  return {
    valuePence,
    startsOn: dayIn('startsOn', answers.startsOn ?? ''),
    endsOn: dayIn('endsOn', answers.endsOn ?? ''),
    vatTreatment: answers.vatTreatment as DraftContractDto['vatTreatment'],
  };
}

/** All that a plan of payments follows from. Throws FormRefused. */
export function planTermsIn(answers: Answers) {
  const paymentDays = Number(answers.paymentDays ?? '');
  const dated = rhythmIn(answers);
  return {
    ...whatIn(answers),
    ...dated,
    ...(dated.timing === 'in_arrears' && paymentDays > 0 && { paymentDays }),
    ...(dated.timing === 'on_milestone' && { milestones: milestonesIn(answers.milestones ?? '') }),
  };
}

const INVOICE: Readonly<Record<string, boolean>> = { yes: true, no: false };

/** The contract that the answers come to. Throws FormRefused. */
export function contractIn(answers: Answers): Terms {
  const said = (name: string) => (isGiven(answers, name) ? (answers[name] ?? null) : null);
  return {
    ...planTermsIn(answers),
    reference: said('reference') ?? '',
    title: said('title') ?? '',
    instrument: answers.instrument as Terms['instrument'],
    deviationReason: leavesUsual(answers) ? said('deviationReason') : null,
    purchaseOrder: said('purchaseOrder'),
    invoiceNeeded: INVOICE[said('invoiceNeeded') ?? ''] ?? null,
  };
}

const LEADS = { lead: 'lead', deputy: 'deputy', groupLead: 'lead' } as const;

/** Who is to answer for it from its first day on, or from today where that has passed. */
export function leadsIn(answers: Answers, today: CalendarDate): SketchLead[] {
  const startsOn = dayIn('startsOn', answers.startsOn ?? '');
  const fromOn = startsOn > today ? startsOn : today;
  return Object.entries(LEADS).flatMap(([question, role]) => {
    const contactId = answers[question] ?? '';
    return contactId === '' ? [] : [{ contactId, role, fromOn }];
  });
}
