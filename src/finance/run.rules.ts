import { DomainError } from '../shared/domain-error';
import { pounds } from '../shared/money';

export const RUN_STATES = ['draft', 'submitted', 'approved', 'exported', 'closed', 'cancelled'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** The ways in which a run may be sent: one payment file each. */
export const RUN_METHODS = ['ap_csv', 'bacs_18', 'pain_001'] as const;
export type RunMethod = (typeof RUN_METHODS)[number];

/** What is done with a run, from which states, and what is said when it is in another. */
const MOVES = {
  change: { from: ['draft'], can: 'Only a draft can be changed' },
  submit: { from: ['draft'], can: 'Only a draft can be submitted' },
  approve: { from: ['submitted'], can: 'Only a submitted run can be approved' },
  'send-back': { from: ['submitted', 'approved'], can: 'Only a run that is submitted or approved can be sent back' },
  cancel: { from: ['draft', 'submitted', 'approved'], can: 'Only a run that has not been exported can be cancelled' },
  export: { from: ['approved'], can: 'Only an approved run can be exported, and only once' },
  'make-further-file': { from: ['exported', 'closed'], can: 'This file is made once the run has been exported' },
  close: { from: ['exported'], can: 'Only an exported run can be closed' },
} as const satisfies Record<string, { from: readonly RunState[]; can: string }>;
export type RunMove = keyof typeof MOVES;

export function canMove(state: RunState, move: RunMove): boolean {
  return (MOVES[move].from as readonly RunState[]).includes(state);
}

/** Throws DomainError `conflict` that says in which state the run is. */
export function assertMove(run: { number: number; state: RunState }, move: RunMove): void {
  if (canMove(run.state, move)) return;
  throw new DomainError('conflict', `${MOVES[move].can}: run ${String(run.number)} is ${STATE_WORDS[run.state]}.`);
}

export const STATE_WORDS: Readonly<Record<RunState, string>> = {
  draft: 'a draft',
  submitted: 'submitted',
  approved: 'approved',
  exported: 'exported',
  closed: 'closed',
  cancelled: 'cancelled',
};

/** What approving a run is judged from. */
export interface RunToApprove {
  /** Everybody who prepared it. */
  touchedBy: readonly string[];
  submittedBy: string | null;
  totalPence: number;
}

export interface Approver {
  accountId: string | null;
  isApprover: boolean;
  /** In pence; null where none is set. */
  limitPence: number | null;
}

/** Why somebody may not send a run, in words for them; null when they may: an officer of it never approved it. */
export function whyNotSend(approvedBy: string | null, accountId: string | null): string | null {
  if (approvedBy === null || approvedBy !== accountId) return null;
  return 'You approved this run, so another officer makes its file.';
}

/**
 * Why somebody may not approve a run, in words for them; null when they may. Two people for each payment, and nobody
 * above their limit in the scheme of delegation.
 */
export function whyNotApprove(run: RunToApprove, who: Approver): string | null {
  if (!who.isApprover) return 'Approving payments is not part of your role.';
  if (who.accountId === null || who.accountId === run.submittedBy || run.touchedBy.includes(who.accountId)) {
    return 'You had a hand in preparing this run, so somebody else has to approve it.';
  }
  if (who.limitPence === null) {
    return 'No limit is set for you, so you may not approve a run yet. An administrator sets it.';
  }
  if (who.limitPence < run.totalPence) {
    return `This run is ${pounds(run.totalPence)}, and you may approve up to ${pounds(who.limitPence)}.`;
  }
  return null;
}
