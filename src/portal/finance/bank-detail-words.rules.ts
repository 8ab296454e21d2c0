interface Words {
  tag: string;
  colour: string;
  /** What it means for payments. */
  means: string;
}

const STATES = {
  proposed: {
    tag: 'To be called back',
    colour: 'yellow',
    means:
      'Nothing is paid there. Next: call the payee at a number that was held before, and ask whether this is theirs.',
  },
  called_back: {
    tag: 'To be confirmed',
    colour: 'yellow',
    means: 'Nothing is paid there. Next: a second person, who neither proposed nor called, compares and confirms it.',
  },
  resting: {
    tag: 'Resting',
    colour: 'blue',
    means: 'Confirmed. Nothing is paid there until the 72 hours of rest are over.',
  },
  in_force: { tag: 'In force', colour: 'green', means: 'Bank files pay there.' },
  superseded: { tag: 'Superseded', colour: 'grey', means: 'Later details have taken over. The number is forgotten.' },
  ended: { tag: 'Ended', colour: 'grey', means: 'Nothing is paid there any more. The number is forgotten.' },
  refused: { tag: 'Refused', colour: 'red', means: 'Nothing was ever paid there. The number is forgotten.' },
  cancelled: { tag: 'Cancelled', colour: 'grey', means: 'Nothing was ever paid there. The number is forgotten.' },
  stopped: {
    tag: 'Stopped by payee',
    colour: 'red',
    means: 'The payee says that this is wrong. Nothing is paid there. The number is forgotten.',
  },
} satisfies Record<string, Words>;
type State = keyof typeof STATES;

/** One's own account is called back by nobody, and is paid from. */
const OWN: Partial<Record<State, Partial<Words>>> = {
  proposed: {
    tag: 'To be confirmed',
    means:
      'Nothing is paid from it. Next: a second person, who did not propose it, compares it with the bank’s letter and confirms it.',
  },
  resting: { means: 'Confirmed. Nothing is paid from it until the 72 hours of rest are over.' },
  in_force: { means: 'Bank files pay from it.' },
  ended: { means: 'Nothing is paid from it any more. The number is forgotten.' },
  refused: { means: 'Nothing was ever paid from it. The number is forgotten.' },
  cancelled: { means: 'Nothing was ever paid from it. The number is forgotten.' },
};

export function stateWords(state: State, own: boolean): Words {
  return own ? { ...STATES[state], ...OWN[state] } : STATES[state];
}

/** What a group reads of the same, without the house words of finance. */
const FOR_GROUP: Record<State, Words> = {
  proposed: {
    tag: 'Asked for',
    colour: 'yellow',
    means: 'Somebody asked to pay you there. Nothing is paid there yet.',
  },
  called_back: {
    tag: 'Being checked',
    colour: 'yellow',
    means: 'Somebody of yours was called. Nothing is paid there yet.',
  },
  resting: {
    tag: 'Starts soon',
    colour: 'blue',
    means: 'Checked by two people. You have until then to say that it is wrong.',
  },
  in_force: { tag: 'In use', colour: 'green', means: 'You are paid there.' },
  superseded: { tag: 'No longer used', colour: 'grey', means: 'Another account has taken its place.' },
  ended: { tag: 'No longer used', colour: 'grey', means: 'Nothing is paid there any more.' },
  refused: { tag: 'Refused', colour: 'grey', means: 'Nothing was ever paid there.' },
  cancelled: { tag: 'Cancelled', colour: 'grey', means: 'Nothing was ever paid there.' },
  stopped: { tag: 'Stopped by you', colour: 'red', means: 'You said that it is wrong. Nothing is paid there.' },
};

export function groupStateWords(state: State): Words {
  return FOR_GROUP[state];
}

const EVENTS: Record<string, string> = {
  proposed: 'Proposed',
  called_back: 'Called back: they said yes',
  not_reached: 'Called: nobody was reached',
  confirmed: 'Confirmed by a second person',
  in_force: 'Took effect',
  superseded: 'Superseded by later details',
  ended: 'Ended',
  refused: 'Refused',
  cancelled: 'Cancelled',
  stopped: 'Stopped: the payee said that it is wrong',
};
const LOOKS: Record<string, string> = {
  compare: 'to compare it with a letter or statement',
  payment_query: 'to answer a question about a payment',
  bank_asked: 'because the bank asked',
  audit: 'for an audit',
};

export function eventWords({ what, why }: { what: string; why: string | null }): string {
  return what === 'looked_at' ? `Looked at by finance ${LOOKS[why ?? ''] ?? ''}`.trim() : (EVENTS[what] ?? what);
}

const RESULTS: Record<string, string> = {
  said_yes: 'They said that it is theirs.',
  said_no: 'They said no, or could not say.',
  not_reached: 'Nobody was reached.',
};

export function callWords(result: string): string {
  return RESULTS[result] ?? result;
}

export const REASONS = [
  { value: 'first_details', text: 'These are their first details' },
  { value: 'group_asked', text: 'The payee asked for the change' },
  { value: 'bank_changed', text: 'Their bank has changed sort code or number' },
  { value: 'correction', text: 'What we hold is wrong' },
] as const;

export const LOOK_REASONS = Object.entries(LOOKS).map(([value, text]) => ({
  value,
  text: text.charAt(0).toUpperCase() + text.slice(1),
}));

/** What the check of the number says, and no more than that. */
export function modulusWords(modulus: string | null): string {
  return modulus === 'possible'
    ? 'Such an account could exist. That does not mean that it does, or whose it is.'
    : 'Could not be checked: there is no published check for this sort code, or no tables are loaded.';
}
