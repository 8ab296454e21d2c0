import type { CalendarDate } from '../../shared/calendar-date';

/** One movement of our account, as the bank or the ledger tells it. */
export interface EntryFacts {
  bookedOn: CalendarDate;
  /** In hundredths of its currency, above 0. */
  amountPence: number;
  currency: string;
  /** debit: out of our account. */
  direction: 'debit' | 'credit';
  /** The bank takes an earlier entry back. */
  reversal: boolean;
  /** Why a payment came back, by the code of the bank or of Bacs; null where it says nothing of the kind. */
  returnCode: string | null;
  endToEndId: string | null;
  reference: string | null;
  /** Everybody whom it names on the other side: which of them is the payee, statements do not agree on. */
  names: readonly string[];
  /** The bank's own number of the entry, unique with its day and amount. */
  number: string | null;
  /** What a batch booked in one sum is called: the ids of the message and of the block that we sent. */
  batchIds: readonly string[];
  /** Why it can be no payment of ours whatever else it says. */
  flaw: EntryFlaw | null;
}

/** not_booked: only announced. details_differ: its details do not add up to it. sign_differs: out, or taken back? */
export type EntryFlaw = 'not_booked' | 'details_differ' | 'sign_differs';

/** An entry that could not be read: the file is refused with the first of them. */
export class UnreadableEntry extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableEntry';
  }
}
