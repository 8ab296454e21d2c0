import type { CalendarDate } from '../../shared/calendar-date';
import { day } from '../frame/wording.rules';

/** The terms of payment that both sides agree, as the contracts have them. */
export interface TermsFacts {
  timing: string;
  rhythm: string;
  paymentDays: number;
  paymentDay: number | null;
}

const EVERY: Readonly<Record<string, string>> = {
  monthly: 'every month',
  quarterly: 'every three months',
  annually: 'once a year',
  once: 'in one payment',
};

/** When money is paid, in one plain sentence. */
export function termsWords({ timing, rhythm, paymentDays, paymentDay }: TermsFacts): string {
  const every = EVERY[rhythm] ?? rhythm;
  if (timing === 'on_milestone') return 'Paid on the dates in the plan below, as each stage is reached.';
  const fixed = paymentDay === null ? '' : ` The money is there by the ${ordinal(paymentDay)} of the month.`;
  if (timing === 'in_arrears') {
    return `Paid ${every}, after the work, within ${String(paymentDays)} days of the end of what it is for.${fixed}`;
  }
  return `Paid ${every}, in advance: the money is there before the work begins.${fixed}`;
}

function ordinal(day: number): string {
  const ending = ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
  return `${String(day)}${day > 10 && day < 14 ? 'th' : ending}`;
}

const STATES: Readonly<Record<string, { text: string; colour: string }>> = {
  draft: { text: 'Draft', colour: 'yellow' },
  agreed: { text: 'Agreed, not started', colour: 'blue' },
  active: { text: 'Running', colour: 'green' },
  suspended: { text: 'Suspended', colour: 'orange' },
  ended: { text: 'Ended', colour: 'grey' },
  withdrawn: { text: 'Withdrawn', colour: 'grey' },
  terminated: { text: 'Ended early', colour: 'grey' },
};

export function stateTag(state: string): { text: string; colour: string } {
  return STATES[state] ?? { text: state, colour: 'grey' };
}

const MOVES: Readonly<Record<string, string>> = {
  draft: 'Drafted',
  agreed: 'Agreed',
  suspended: 'Suspended',
  withdrawn: 'Withdrawn',
  terminated: 'Ended early',
};

/** A line of a contract's history. */
export function moveWords(state: string, effectiveOn: CalendarDate): string {
  return `${MOVES[state] ?? state} on ${day(effectiveOn)}`;
}

export function instrumentWords(instrument: string): string {
  return instrument === 'grant' ? 'Grant' : 'Contract for services';
}

const VAT: Readonly<Record<string, string>> = {
  outside_scope: 'No VAT: outside its scope',
  exempt: 'No VAT: exempt',
  zero: 'VAT at 0%',
  standard: 'VAT is added at the standard rate',
};

export function vatWords(treatment: string): string {
  return VAT[treatment] ?? treatment;
}
