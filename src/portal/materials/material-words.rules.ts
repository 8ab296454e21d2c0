import type { NameState } from '../../shared/name-state';

interface Tag {
  text: string;
  colour: string;
}

const NAMES: Readonly<Record<NameState, Tag>> = {
  consented: { text: 'Name: yes', colour: 'green' },
  lapsed: { text: 'Name: yes has lapsed', colour: 'red' },
  withdrawn: { text: 'Name: taken back', colour: 'red' },
  never: { text: 'Name: not agreed', colour: 'yellow' },
};

export function nameTag(state: NameState): Tag {
  return NAMES[state];
}

const SAYINGS: Readonly<Record<NameState, string>> = {
  consented: 'agrees to its name on this version, and on no other.',
  lapsed: 'agreed to its name on this version until a newer one was made. That yes has lapsed.',
  withdrawn: 'has taken back its yes to its name on this version.',
  never: 'has not agreed to its name on this version.',
};

/** What a group said of its name in a version; and of which earlier one it said yes, where that has lapsed. */
export function nameSaying(group: string, state: NameState, lapsed: number | null = null): string {
  if (state === 'never' && lapsed !== null) {
    return `${group} agreed to its name on version ${String(lapsed)}. That yes has lapsed, and it ${SAYINGS.never}`;
  }
  return `${group} ${SAYINGS[state]}`;
}

const STATES: Readonly<Record<string, Tag>> = {
  open: { text: 'Waits for an answer', colour: 'yellow' },
  accepted: { text: 'Accepted', colour: 'green' },
  declined: { text: 'Declined', colour: 'grey' },
  withdrawn: { text: 'Taken back', colour: 'grey' },
};

export function proposalTag(state: string): Tag {
  return STATES[state] ?? { text: state, colour: 'grey' };
}

/** How much of a text is other than it was; nothing where nobody can say. */
export function shareWords(removedPercent: number | null, addedPercent: number | null): string {
  if (removedPercent === null || addedPercent === null) return '';
  if (removedPercent === 0 && addedPercent === 0) return 'The words are the same; only the space between them changed.';
  if (removedPercent === 0)
    return `None of the earlier words are gone; ${String(addedPercent)}% of the words now are new.`;
  return `${String(removedPercent)}% of the earlier words are gone; ${String(addedPercent)}% of the words now are new.`;
}
