import { addDays, type CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';

/** What is stored. Whether an agreed contract is active or has ended follows from its dates. */
export const STORED_CONTRACT_STATES = ['draft', 'agreed', 'suspended', 'withdrawn', 'terminated'] as const;
export type StoredContractState = (typeof STORED_CONTRACT_STATES)[number];

/** The states as of a day. */
export const CONTRACT_STATES = [...STORED_CONTRACT_STATES, 'active', 'ended'] as const;
export type ContractState = (typeof CONTRACT_STATES)[number];

export interface ContractStateChange {
  to: StoredContractState;
  effectiveOn: CalendarDate;
}

interface ContractDates {
  startsOn: CalendarDate;
  /** The last day, included. */
  endsOn: CalendarDate;
}

/** Why a contract was suspended, withdrawn or terminated: outside pressure is told apart from money and from the work. */
export const REASON_CODES = [
  'funding_ended',
  'budget_cut',
  'outside_pressure_press',
  'outside_pressure_public',
  'outside_pressure_political',
  'performance',
  'safety',
  'group_asked',
  'group_closing',
  'reorganisation',
  'policy_change',
  'other',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** Withdrawn and terminated are final: a new contract is made instead. */
const MOVES: Record<StoredContractState, readonly StoredContractState[]> = {
  draft: ['agreed', 'withdrawn'],
  agreed: ['suspended', 'withdrawn', 'terminated'],
  suspended: ['agreed', 'terminated'],
  withdrawn: [],
  terminated: [],
};

/** Throws DomainError `conflict` when a contract cannot make this move, or is withdrawn on or after its first day. */
export function assertContractMove(from: StoredContractState, move: ContractStateChange, startsOn: CalendarDate): void {
  if (!MOVES[from].includes(move.to)) {
    throw new DomainError('conflict', cannotMove(from, move.to));
  }
  if (move.to === 'withdrawn' && move.effectiveOn >= startsOn) {
    const instead = from === 'draft' ? 'change its start date first' : 'terminate it instead';
    throw new DomainError('conflict', `A contract is withdrawn before it starts, here ${startsOn}: ${instead}.`);
  }
}

/** What a health body does by itself: it resumes a contract, where both sides agree to a draft. */
const DONE: Record<StoredContractState, string> = {
  draft: 'made a draft again',
  agreed: 'resumed',
  suspended: 'suspended',
  withdrawn: 'withdrawn',
  terminated: 'ended early',
};

function cannotMove(from: StoredContractState, to: StoredContractState): string {
  if (from === to && to !== 'agreed') return `This contract is ${DONE[to]} already.`;
  const is = { draft: 'a draft', agreed: 'not suspended' }[from as string] ?? DONE[from];
  return `This contract is ${is}, so it cannot be ${DONE[to]}.`;
}

/** By what the day of a move is judged. */
interface MoveDay {
  today: CalendarDate;
  lastMoveOn: CalendarDate | null;
}

/**
 * Throws DomainError `invalid` when a move would take effect after the contract is over, long before a start that has
 * passed (a slip in the year would take everything back), or before the move recorded last. The first known state is no
 * such move: an imported contract is taken to be agreed from its start.
 */
export function assertEffectiveOn(
  { to, effectiveOn }: ContractStateChange,
  { startsOn, endsOn }: ContractDates,
  { today, lastMoveOn }: MoveDay,
): void {
  if (to !== 'withdrawn' && startsOn <= today && effectiveOn < addDays(startsOn, -1)) {
    throw refusedDay(`The contract started on ${startsOn}: choose the day before it, or a later one.`);
  }
  if (effectiveOn > endsOn) {
    throw refusedDay(`The contract ends on ${endsOn}: choose that day or an earlier one.`);
  }
  if (lastMoveOn !== null && effectiveOn < lastMoveOn) {
    throw refusedDay(`The last change of this contract holds from ${lastMoveOn}: choose that day or a later one.`);
  }
}

function refusedDay(detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: '/effectiveOn', detail }]);
}

/**
 * The state of a contract on a day, from its history, oldest entry first. The change with the latest effective date up
 * to that day holds (of two with one date, the one recorded later). Until then the first known state holds, whatever its
 * date: an imported contract was agreed before anybody told the system, and one withdrawn before its start stays so.
 * Without a history it is a draft.
 */
export function contractStateOn(
  contract: ContractDates & { history: readonly ContractStateChange[] },
  day: CalendarDate,
): ContractState {
  const stored = storedStateOn(contract.history, day);
  if (stored !== 'agreed' && stored !== 'suspended') return stored;
  // A suspended contract does not outlive its end.
  if (day > contract.endsOn) return 'ended';
  if (stored === 'suspended') return 'suspended';
  return day < contract.startsOn ? 'agreed' : 'active';
}

/** Work goes on, or is to go on again: somebody must hold the relationship. */
export function isLive(state: ContractState): boolean {
  return state === 'active' || state === 'suspended';
}

/** Agreed and neither over nor undone: something is left to do under it, even if it has not started. */
export function isOpen(state: ContractState): boolean {
  return state === 'agreed' || isLive(state);
}

function storedStateOn(history: readonly ContractStateChange[], day: CalendarDate): StoredContractState {
  const [first, ...later] = history;
  let current: ContractStateChange | undefined;
  for (const change of later) {
    const counts = change.effectiveOn <= day;
    if (counts && (current === undefined || change.effectiveOn >= current.effectiveOn)) current = change;
  }
  return (current ?? first)?.to ?? 'draft';
}
