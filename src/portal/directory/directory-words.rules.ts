import type { EntryKind, IntroductionState } from '../../shared/who-is-who';
import { days } from '../frame/wording.rules';

export const ENTRY_KIND_WORDS: Readonly<Record<EntryKind, string>> = {
  department: 'Department',
  team: 'Team',
  place: 'Place',
};

export const ENTRY_KIND_CHOICES: readonly { value: EntryKind; text: string; hint?: { text: string } }[] = [
  { value: 'team', text: 'A team' },
  { value: 'department', text: 'A department', hint: { text: 'Several teams under one roof.' } },
  { value: 'place', text: 'A place', hint: { text: 'A building, a clinic or a desk that people come to.' } },
];

interface Tag {
  text: string;
  colour: string;
}

/** How an introduction stands. One that waits too long is named so to the health body, and never to the group. */
export function introductionTag(state: IntroductionState, late: { days: number } | null = null): Tag {
  if (state === 'introduced') return { text: 'Introduced', colour: 'green' };
  if (state === 'declined') return { text: 'Not this time', colour: 'grey' };
  if (state === 'withdrawn') return { text: 'Taken back', colour: 'grey' };
  return late === null
    ? { text: 'Waiting for an answer', colour: 'yellow' }
    : { text: `Waiting for ${days(late.days)}`, colour: 'red' };
}

/** "2 groups wait to be introduced, the longest for 17 days." */
export function waitingSentence(count: number, longest: number): string {
  const who = count === 1 ? 'One group waits' : `${String(count)} groups wait`;
  if (longest === 0) return `${who} to be introduced, since today.`;
  return `${who} to be introduced, ${count === 1 ? '' : 'the longest '}for ${days(longest)}.`;
}

/** A number as a telephone takes it, or nothing where it has words in it. */
export function dialled(phone: string | null): string | null {
  if (phone === null || !/^\+?[\d\s()-]{5,}$/.test(phone)) return null;
  return phone.replace(/[^\d+]/g, '');
}
