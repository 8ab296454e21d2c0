/** How long confirmed details rest before they are used: time enough for a group to see them and say no. */
export const REST_HOURS = 72;
const HOUR = 3_600_000;

/** As stored. `closed` ones hold no number any more. */
export const STORED_STATES = [
  'proposed',
  'called_back',
  'confirmed',
  'in_force',
  'superseded',
  'ended',
  'refused',
  'cancelled',
  'stopped',
] as const;
export type StoredState = (typeof STORED_STATES)[number];

/** As it is at a moment: confirmed details rest, and are in force from their hour on whether or not anybody looked. */
export const DETAIL_STATES = [
  'proposed',
  'called_back',
  'resting',
  'in_force',
  'superseded',
  'ended',
  'refused',
  'cancelled',
  'stopped',
] as const;
export type DetailState = (typeof DETAIL_STATES)[number];

/** What can be done with bank details. */
export type DetailMove = 'call-back' | 'confirmation' | 'refusal' | 'cancellation' | 'end' | 'objection';

export function effectiveAfter(confirmedAt: Date): Date {
  return new Date(confirmedAt.getTime() + REST_HOURS * HOUR);
}

export function stateAt(stored: StoredState, effectiveAt: Date | null, now: Date): DetailState {
  if (stored !== 'confirmed') return stored;
  return effectiveAt !== null && effectiveAt <= now ? 'in_force' : 'resting';
}

const OPEN: readonly DetailState[] = ['proposed', 'called_back', 'resting'];

/** From where each move goes. Details of a group are called back before they are confirmed; one's own need no call. */
const FROM: Record<DetailMove, readonly DetailState[]> = {
  'call-back': ['proposed'],
  confirmation: ['called_back'],
  refusal: OPEN,
  cancellation: OPEN,
  end: ['in_force'],
  objection: [...OPEN, 'in_force'],
};

/** `own`: the account that the health body itself pays from. */
export function mayMove(move: DetailMove, state: DetailState, own: boolean): boolean {
  if (own && move === 'confirmation') return state === 'proposed';
  if (own && (move === 'call-back' || move === 'objection')) return false;
  return FROM[move].includes(state);
}

interface People {
  proposedBy: string;
  calledBy: string | null;
}

/** Whoever proposed a change or made the call does not also confirm it. */
export function mayConfirm(accountId: string | null, { proposedBy, calledBy }: People): boolean {
  return accountId !== null && accountId !== proposedBy && accountId !== calledBy;
}
