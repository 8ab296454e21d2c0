import type { CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import type { InstalmentState } from './instalment-states';

/** What people do with one payment. The ledger alone pays it, and takes that back; runs send what they approved. */
export type InstalmentAction = 'approve' | 'unapprove' | 'hold' | 'release' | 'return' | 'attempt';

interface Move {
  from: readonly InstalmentState[];
  to: InstalmentState;
  /** "This payment cannot be …" */
  done: string;
}

export const MOVES: Readonly<Record<InstalmentAction, Move>> = {
  approve: { from: ['planned'], to: 'approved', done: 'approved' },
  unapprove: { from: ['approved'], to: 'planned', done: 'planned again' },
  hold: { from: ['planned', 'approved'], to: 'held', done: 'held' },
  release: { from: ['held'], to: 'planned', done: 'released' },
  return: { from: ['exported'], to: 'returned', done: 'recorded as returned' },
  attempt: { from: ['returned'], to: 'planned', done: 'attempted again' },
};

const IS: Readonly<Record<InstalmentState, string>> = {
  planned: 'it is planned, and nothing has been done about it yet',
  approved: 'it is approved already',
  exported: 'it was sent to the bank already',
  paid: 'it has been received in full',
  returned: 'it came back and waits to be attempted again',
  held: 'it is held already',
  cancelled: 'it was cancelled',
};

/** What a payment is, as far as it decides what can be done with it. */
export interface MovableInstalment {
  state: InstalmentState;
  /** Of its contract, on the day on which it would be paid: its due day, or today where that has gone by. */
  contractState: string;
  /** The number of the payment run that is about to send it; null when none is. */
  run: number | null;
}

/** Contract states in which nothing is sent, with what to do instead. */
const NOT_PAYING: Partial<Record<string, string>> = {
  draft: 'its contract is a draft. Both sides agree to it first',
  withdrawn: 'its contract was withdrawn',
  suspended: 'its contract is suspended on the day on which it would be paid. Resume the contract first',
};

/** Throws DomainError `conflict`, with the reason, where this cannot be done with a payment as it is. */
export function assertCan(action: InstalmentAction, { state, contractState, run }: MovableInstalment): void {
  const { from, done } = MOVES[action];
  if (!from.includes(state)) refuse(done, IS[state]);
  if (action === 'return') return;
  if (run !== null) refuse(done, `it is in payment run ${String(run)}. Take it out of the run first`);
  const contract = NOT_PAYING[contractState];
  if (action === 'approve' && contract !== undefined) refuse(done, contract);
}

/** What the history of a payment says of its return. */
export interface RecordedReturn {
  /** The bank sent it back, and nothing was done since but to plan it again. */
  stands: boolean;
  /** One entry of a statement settled others or sent them back with it. */
  withOthers: boolean;
}

/** Throws DomainError `conflict`, with the reason, where it cannot be undone that a payment came back. */
export function assertReturnUndone({ state, run }: MovableInstalment, { stands, withOthers }: RecordedReturn): void {
  const done = 'put back with the bank';
  if (run !== null) refuse(done, `it is in payment run ${String(run)} already, to be sent again`);
  if (!stands) refuse(done, state === 'returned' || state === 'planned' ? NOT_BY_BANK : IS[state]);
  if (withOthers) refuse(done, WITH_OTHERS);
}

const NOT_BY_BANK = 'that the bank sent it back is not the last that happened to it';
const WITH_OTHERS =
  'one entry of a statement is about others with it. If the money did arrive after all, enter a receipt of it';

function refuse(done: string, why: string): never {
  throw new DomainError('conflict', `This payment cannot be ${done}: ${why}.`);
}

/** Whether it could be done, for offering it. */
export function can(action: InstalmentAction, instalment: MovableInstalment): boolean {
  try {
    assertCan(action, instalment);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

export const HOLD_REASONS = [
  'papers_missing',
  'work_queried',
  'invoice_queried',
  'details_to_check',
  'funding_queried',
  'group_asked',
  'other',
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

export const CAUSES = ['payer', 'group', 'bank'] as const;
export type Cause = (typeof CAUSES)[number];

export const HOLD_CAUSES = [...CAUSES, 'disputed'] as const;
export type HoldCause = (typeof HOLD_CAUSES)[number];

/** Whose cause a hold is: each side says for itself. Where they differ it is disputed, and counts against nobody. */
export function holdCause(byHealth: Cause, byGroup: Cause | null): HoldCause {
  return byGroup === null || byGroup === byHealth ? byHealth : 'disputed';
}

/**
 * Whether a late payment counts against the health body, by the hold it was under; null is one that was never held. What
 * the group caused does not, nor what the two do not agree on.
 */
export function countsAgainstPayer(cause: HoldCause | null): boolean {
  return cause !== 'group' && cause !== 'disputed';
}

/** Why a bank sent a payment back, as Bacs names it; a code of another scheme goes into the words. */
export const RETURN_REASONS = [
  'invalid_details',
  'no_account',
  'account_closed',
  'account_transferred',
  'asked_back',
  'other',
] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** Throws DomainError `invalid` for a day that has not come. */
export function assertDayCame(field: string, day: CalendarDate | null | undefined, today: CalendarDate): void {
  if ((day ?? '') <= today) return;
  const detail = `${field} must not be after today, ${today}.`;
  throw new DomainError('invalid', detail, [{ pointer: `/${field}`, detail }]);
}
