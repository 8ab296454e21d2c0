/** What can be taken back at once, with what is said when it was. */
export const UNDONE = {
  snooze: 'It is undone: nothing is put off.',
  acknowledgement: 'It is undone: it is not noted any more that your side knows of it.',
  hold: 'It is undone: the payment is planned again. What happened stays in its history.',
  release: 'It is undone: the payment is on hold as before. What happened stays in its history.',
  approval: 'It is undone: the payment is not approved. What happened stays in its history.',
  'approval-end': 'It is undone: the payment is approved again. What happened stays in its history.',
  confirmation: 'It is undone: nothing is booked of this entry.',
  'set-aside': 'It is undone: the entry waits to be decided again.',
  departure: 'It is undone: their last day is as it was before.',
  'group-departure': 'It is undone: their last day is as it was before.',
  absence: 'It is undone: they are not recorded as away.',
} as const;

export type UndoWord = keyof typeof UNDONE;

export function isUndoWord(word: string): word is UndoWord {
  return Object.hasOwn(UNDONE, word);
}
