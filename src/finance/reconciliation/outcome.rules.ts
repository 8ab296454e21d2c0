/** What became of an entry. The first four wait for a person. */
export const OUTCOMES = [
  'suggested',
  'part',
  'duplicate',
  'unknown',
  'matched',
  'confirmed',
  'returned',
  'ignored',
  'undone',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const WAITING = ['suggested', 'part', 'duplicate', 'unknown'] as const satisfies readonly Outcome[];

type Judged = (typeof WAITING)[number] | 'matched' | 'returned';

/** Why an entry was judged as it was, with the outcome that this means and the words for a finance officer. */
export const CAUSES = {
  exact: ['matched', 'Reference, amount and payee are those of a line that was sent.'],
  exact_return: ['returned', 'The bank sent this payment back.'],
  whole_run: ['matched', 'One debit for the whole of a run, or for one of its days.'],
  one_alike: ['suggested', 'One payment is like it, but it does not name its reference exactly.'],
  several_alike: ['suggested', 'Several payments have this amount, and it does not name one of them exactly.'],
  payee_differs: ['suggested', 'Reference and amount are right, but the payee has another name.'],
  payee_missing: ['suggested', 'Reference and amount are right, but it does not say who was paid.'],
  before_sent: ['suggested', 'It was booked before the payment was sent, so it may be another one.'],
  not_there_yet: ['suggested', 'The money is not in the account of the group before the day of payment.'],
  run_total: ['suggested', 'The sum is that of a whole run, but it does not name the run.'],
  reversal: ['suggested', 'The bank took an earlier entry back.'],
  return_unclear: ['suggested', 'A payment came back, but it does not say exactly which one.'],
  return_of_received: [
    'suggested',
    'This payment came back, but money of it was entered by hand: a receipt, or what was taken back.',
  ],
  maybe_returned: ['suggested', 'The money of this payment came in again, without a word of why.'],
  less_than_sent: ['part', 'It is less than what was sent.'],
  entry_seen: ['duplicate', 'The bank’s number, day and amount are those of an entry that was read before.'],
  twice_in_file: ['duplicate', 'Another entry of this file settles the same payment.'],
  settled_already: ['duplicate', 'This payment was reconciled before.'],
  received_by_hand: ['duplicate', 'A receipt of this payment was entered by hand.'],
  returned_already: ['duplicate', 'This payment came back already.'],
  no_line: ['unknown', 'No payment that was sent is like it.'],
  more_than_sent: ['unknown', 'It is more than what was sent.'],
  not_pounds: ['unknown', 'It is not in pounds sterling.'],
  not_booked: ['unknown', 'The bank has only announced it: it counts once a statement has it as booked.'],
  day_to_come: [
    'unknown',
    'Its day has not come. In a CSV file, look whether the layout reads days as the bank writes them.',
  ],
  sign_differs: ['unknown', 'Its sign is not that of the other amounts in its column: money out, or taken back?'],
  details_differ: ['unknown', 'Its details do not add up to its amount.'],
  batch_differs: ['unknown', 'It names a run, but is not the sum of its open payments.'],
  money_in: ['unknown', 'Money came in that is none of your payments coming back.'],
  return_unknown: ['unknown', 'A payment came back that is none of those sent with Accord.'],
  reversal_unknown: ['unknown', 'The bank took back an entry that is none of your payments.'],
} as const satisfies Record<string, readonly [Judged, string]>;

export type Cause = keyof typeof CAUSES;

export function outcomeOf(cause: Cause): Outcome {
  return CAUSES[cause][0];
}

export function causeInWords(cause: Cause): string {
  return CAUSES[cause][1];
}

export function waits(outcome: Outcome): boolean {
  return (WAITING as readonly Outcome[]).includes(outcome);
}

/** An entry that was undone, or ignored, may be decided anew. */
export function canConfirm(outcome: Outcome): boolean {
  return waits(outcome) || outcome === 'undone';
}

export function canIgnore(outcome: Outcome): boolean {
  return canConfirm(outcome);
}

/** Money that came back went through the life of its payment: that is not undone here. */
export function canUndo(outcome: Outcome): boolean {
  return outcome === 'matched' || outcome === 'confirmed' || outcome === 'ignored';
}
