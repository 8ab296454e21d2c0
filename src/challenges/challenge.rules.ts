import type { Side } from '../shared/side';

export const SUBJECTS = [
  'contract',
  'commencement',
  'process',
  'payment',
  'invoice',
  'contact',
  'decision',
  'material',
  'introduction',
  'finding',
  'profile',
  'partnership',
] as const;
/** What a challenge can be about; how both work together and how they decide go by their contract. */
export type ChallengeSubject = (typeof SUBJECTS)[number];

export const CHALLENGE_STATES = ['raised', 'answered', 'accepted', 'withdrawn'] as const;
export type ChallengeState = (typeof CHALLENGE_STATES)[number];

export const MOVES = ['answered', 'accepted', 'taken_up', 'withdrawn'] as const;
/** What becomes of a challenge, one after the other. */
export type ChallengeMove = (typeof MOVES)[number];

interface Standing {
  state: ChallengeState;
  raisedBy: Side;
}

/** What a side can do next; the database refuses everything else. */
export function movesOf({ state, raisedBy }: Standing, side: Side): ChallengeMove[] {
  if (state === 'raised') return side === raisedBy ? ['withdrawn'] : ['answered'];
  if (state === 'answered' && side === raisedBy) return ['accepted', 'taken_up', 'withdrawn'];
  return [];
}

/** The side that has something to do; null once it is over. */
export function waitsFor({ state, raisedBy }: Standing): Side | null {
  if (state === 'answered') return raisedBy;
  if (state !== 'raised') return null;
  return raisedBy === 'health' ? 'group' : 'health';
}

/** Why a move cannot be made, for whoever tried; null where it can. */
export function whyNot(standing: Standing, side: Side, move: ChallengeMove): string | null {
  if (movesOf(standing, side).includes(move)) return null;
  if (standing.state === 'accepted' || standing.state === 'withdrawn') return 'This challenge is over.';
  if (move === 'answered') {
    return side === standing.raisedBy
      ? 'The other side answers what your side has raised.'
      : 'It has been answered, and waits for the side that raised it.';
  }
  return side === standing.raisedBy
    ? 'The other side has not answered it yet.'
    : 'Only the side that raised it can do that.';
}
