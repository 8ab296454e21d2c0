/** What kinds of decision are called on pages. */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  content: 'Materials and content',
  name_use: 'Use of the group’s name, logo or words',
  money: 'Money and budget',
  scope: 'What is done, where and for whom',
  timing: 'Dates and deadlines',
  people: 'Who does the work',
  data: 'What is recorded and shared',
  other: 'Something else',
};

const STANCES: Readonly<Record<string, string>> = {
  agree: 'Agrees',
  agree_with_comment: 'Agrees, with a comment',
  do_not_agree: 'Does not agree',
  abstain: 'Abstains',
};

export function stanceWords(stance: string | null): string {
  return stance === null ? 'No answer yet' : (STANCES[stance] ?? stance);
}

const STATES: Readonly<Record<string, { text: string; colour: string }>> = {
  open: { text: 'Being decided', colour: 'yellow' },
  agreed: { text: 'Agreed', colour: 'green' },
  without_agreement: { text: 'Decided without agreement', colour: 'red' },
  not_taken: { text: 'Not taken', colour: 'grey' },
  withdrawn: { text: 'Taken back', colour: 'grey' },
};

export function decisionTag(state: string): { text: string; colour: string } {
  return STATES[state] ?? { text: state, colour: 'grey' };
}

const PROCESS_STATES: Readonly<Record<string, { text: string; colour: string }>> = {
  open: { text: 'Waits for a signature', colour: 'yellow' },
  signed: { text: 'Signed by both', colour: 'green' },
  declined: { text: 'Declined', colour: 'grey' },
  withdrawn: { text: 'Taken back', colour: 'grey' },
  lapsed: { text: 'Lapsed', colour: 'grey' },
};

export function processTag(state: string): { text: string; colour: string } {
  return PROCESS_STATES[state] ?? { text: state, colour: 'grey' };
}

const SILENCE: Readonly<Record<string, string>> = {
  wait: 'it waits',
  escalate: 'it goes to those named below',
  goes_on: 'the side that answered decides',
};
const DECIDES: Readonly<Record<string, string>> = {
  both: 'Both sides decide',
  health: 'The health body decides, and asks the group',
  group: 'The group decides, after the health body was asked',
};

interface KindOfProcess {
  kind: string;
  decides: string;
  withoutAnswer: string;
  words?: string | null;
}

/** "Both sides decide. Without an answer, it waits." */
export function kindLine({ kind, decides, withoutAnswer, words }: KindOfProcess): { what: string; how: string } {
  const silent = SILENCE[withoutAnswer] ?? '';
  return {
    what: words ?? KIND_WORDS[kind] ?? kind,
    how: `${DECIDES[decides] ?? decides}. Without an answer, ${silent}.`,
  };
}

const ROLES: Readonly<Record<string, string>> = {
  lead: 'Whoever is lead of the contract',
  deputy: 'Whoever is deputy of the contract',
  contact: 'A person named in the record',
};

interface Party {
  role: string;
  contactId?: string | null;
  words?: string | null;
}

/** `people` are the names of contacts, by their id. */
export function partyWords({ role, contactId, words }: Party, people: ReadonlyMap<string, string>): string {
  return words ?? people.get(contactId ?? '') ?? ROLES[role] ?? role;
}

const LACKS: Readonly<Record<string, string>> = {
  no_process: 'No way of deciding has been signed yet, so nothing can be called agreed.',
  health: 'Before it is agreed, the health body’s yes is needed.',
  group: 'Before it is agreed, the group’s yes is needed.',
  both: 'Nobody has said yes yet.',
};

/** What is still missing before a decision is agreed. */
export function lackWords(lack: string | null): string {
  return lack === null ? 'Everything that you agreed on is there: it can be closed as agreed.' : (LACKS[lack] ?? lack);
}
