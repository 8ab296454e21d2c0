import { missingInWords } from '../shared/missing-words';

/** Why a payment that must be sent by the day is not in the run. */
export const LEFT_OUT_REASONS = [
  'held',
  'returned',
  'contract_suspended',
  'contract_not_counting',
  'not_ready',
  'in_run',
  'removed',
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

export interface LeftOut {
  reason: LeftOutReason;
  /** The number of the run that it is in. */
  inRun: number | null;
  /** The checks of readiness that it fails. */
  missing: readonly string[];
}

const REASON_WORDS: Readonly<Record<Exclude<LeftOutReason, 'in_run' | 'not_ready'>, string>> = {
  held: 'It is on hold.',
  returned: 'It came back: plan it again first.',
  contract_suspended: 'Its contract is suspended on the day on which it would be paid.',
  contract_not_counting: 'Its contract is not agreed.',
  removed: 'It was taken out of this run by hand.',
};

export function leftOutInWords({ reason, inRun, missing }: LeftOut): string {
  if (reason === 'in_run') return `It is in run ${String(inRun)}.`;
  if (reason === 'not_ready') return `Missing: ${missingInWords(missing)}.`;
  return REASON_WORDS[reason];
}

/** How a line differs now from what was copied into it. */
export const DIFFERENCES = [
  'held',
  'cancelled',
  'already_paid',
  'returned',
  'exported',
  'amount',
  'contract_suspended',
  'contract_not_counting',
  'payee_name',
  'supplier_number',
  'coding',
  'not_ready',
] as const;
export type Difference = (typeof DIFFERENCES)[number];

const DIFFERENCE_WORDS: Readonly<Record<Exclude<Difference, 'not_ready'>, string>> = {
  held: 'it is on hold',
  cancelled: 'it was cancelled',
  already_paid: 'it has been received in full',
  returned: 'it came back',
  exported: 'it has been sent',
  amount: 'another amount is outstanding now',
  contract_suspended: 'its contract is suspended on the day on which it would be paid',
  contract_not_counting: 'its contract is not agreed',
  payee_name: 'the group’s payee name is another now',
  supplier_number: 'the supplier number is another now',
  coding: 'it is coded in another way now',
};

/** "Line 3 (SV-1/7): it is on hold; another amount is outstanding now." */
export function differenceInWords(line: {
  position: number;
  reference: string;
  differences: readonly Difference[];
  missing: readonly string[];
}): string {
  const what = line.differences
    .map((one) => (one === 'not_ready' ? `missing now: ${missingInWords(line.missing)}` : DIFFERENCE_WORDS[one]))
    .join('; ');
  return `Line ${String(line.position)} (${line.reference}): ${what}.`;
}

/** "12 in run 4, 2 on hold": what is said when nothing is left to send. */
export function summaryOf(counts: readonly { reason: LeftOutReason; inRun: number | null; count: number }[]): string {
  return counts
    .map(({ reason, inRun, count }) => {
      const where = reason === 'in_run' ? `in run ${String(inRun)}` : SHORT_WORDS[reason];
      return `${count.toLocaleString('en-GB')} ${where}`;
    })
    .join(', ');
}

const SHORT_WORDS: Readonly<Record<Exclude<LeftOutReason, 'in_run'>, string>> = {
  held: 'on hold',
  returned: 'came back and not planned again',
  contract_suspended: 'of a suspended contract',
  contract_not_counting: 'of a contract that is not agreed',
  not_ready: 'not ready to be paid',
  removed: 'taken out by hand',
};
