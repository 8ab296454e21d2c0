import { pounds } from '../../shared/money';

type Outcome =
  'suggested' | 'part' | 'duplicate' | 'unknown' | 'matched' | 'confirmed' | 'returned' | 'ignored' | 'undone';

/** An entry of a statement. In pence. */
interface Movement {
  amountPence: number;
  currency: string;
  direction: string;
}

interface Section {
  outcome: Outcome;
  title: string;
  about: string;
}

/** What a person is shown of a statement, in the order in which it needs them. */
export const SECTIONS: readonly Section[] = [
  {
    outcome: 'suggested',
    title: 'To confirm',
    about: 'Look at each beside what was sent, and say which payment it is.',
  },
  { outcome: 'part', title: 'Less than was sent', about: 'Confirm what came: the rest of the payment stays open.' },
  { outcome: 'duplicate', title: 'Counted already', about: 'None of these was booked again.' },
  { outcome: 'unknown', title: 'Like no payment that was sent', about: 'Set aside what is none of your payments.' },
  { outcome: 'matched', title: 'Matched exactly', about: 'Booked when the statement came in.' },
  { outcome: 'confirmed', title: 'Confirmed', about: 'Booked by one of you.' },
  { outcome: 'returned', title: 'Came back', about: 'The payment is returned, with the reason of the bank.' },
  { outcome: 'ignored', title: 'Set aside', about: 'With the reason.' },
  { outcome: 'undone', title: 'Taken back', about: 'What was booked is taken out again.' },
];

export const WAITING_SECTIONS = SECTIONS.slice(0, 4);

export function sectionOf(outcome: unknown): Section | null {
  return SECTIONS.find((section) => section.outcome === outcome) ?? null;
}

/** "£1,200.00 out", "£1,200.00 in", "EUR 12.00 out". */
export function movementInWords({ amountPence, currency, direction }: Movement): string {
  const amount = currency === 'GBP' ? pounds(amountPence) : `${currency} ${pounds(amountPence).slice(1)}`;
  return `${amount} ${direction === 'debit' ? 'out' : 'in'}`;
}
