import { DomainError } from '../shared/domain-error';
import type { FieldError } from '../shared/domain-error';

export const DECISION_KINDS = ['content', 'name_use', 'money', 'scope', 'timing', 'people', 'data', 'other'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];
export const DECIDING = ['both', 'health', 'group'] as const;
export type Deciding = (typeof DECIDING)[number];
/** What becomes of a decision that a side does not answer in time. */
export const WITHOUT_ANSWER = ['wait', 'escalate', 'goes_on'] as const;
export type WithoutAnswer = (typeof WITHOUT_ANSWER)[number];
export const PARTS = ['decides', 'consulted', 'escalation'] as const;
export type Part = (typeof PARTS)[number];
export const PARTY_ROLES = ['lead', 'deputy', 'contact', 'other'] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];
export type DecidingSide = 'health' | 'group';

/** Silence is never consent to these. */
export const NEVER_BY_SILENCE: readonly DecisionKind[] = ['content', 'name_use', 'money'];

export interface KindTerms {
  kind: DecisionKind;
  decides: Deciding;
  withoutAnswer: WithoutAnswer;
  words?: string | null;
}

export interface PartyTerms {
  side: DecidingSide;
  part: Part;
  role: PartyRole;
  contactId?: string | null;
  words?: string | null;
}

export interface ProcessTerms {
  daysToAnswer: number;
  dayKind: 'banking' | 'calendar';
  kinds: readonly KindTerms[];
  parties: readonly PartyTerms[];
}

const ESCALATED_TO = 'Whoever the lead reports to';

/** Ready-made, for two sides that want no more than the ordinary: the leads decide together, and nothing by silence. */
export const STANDARD_PROCESS: ProcessTerms = {
  daysToAnswer: 10,
  dayKind: 'banking',
  kinds: [
    { kind: 'content', decides: 'both', withoutAnswer: 'wait' },
    { kind: 'name_use', decides: 'group', withoutAnswer: 'wait' },
    { kind: 'money', decides: 'both', withoutAnswer: 'escalate' },
    { kind: 'scope', decides: 'both', withoutAnswer: 'escalate' },
    { kind: 'timing', decides: 'both', withoutAnswer: 'wait' },
    { kind: 'data', decides: 'both', withoutAnswer: 'wait' },
  ],
  parties: [
    { side: 'health', part: 'decides', role: 'lead' },
    { side: 'group', part: 'decides', role: 'lead' },
    { side: 'health', part: 'escalation', role: 'other', words: ESCALATED_TO },
    { side: 'group', part: 'escalation', role: 'other', words: 'Our trustees or committee' },
  ],
};

/** A copy of the ready-made one, to propose. */
export function standardProcess() {
  const { daysToAnswer, dayKind } = STANDARD_PROCESS;
  const kinds = STANDARD_PROCESS.kinds.map(({ kind, decides, withoutAnswer }) => ({ kind, decides, withoutAnswer }));
  const parties = STANDARD_PROCESS.parties.map(({ side, part, role, words }) => ({
    ...{ side, part, role },
    ...(typeof words === 'string' && { words }),
  }));
  return { daysToAnswer, dayKind, kinds, parties };
}

export function isDecisionKind(text: string): text is DecisionKind {
  return (DECISION_KINDS as readonly string[]).includes(text);
}

/** Throws DomainError `invalid`, naming each thing that a process may not say or does not say. */
export function assertProcess(terms: ProcessTerms): void {
  const wrong = [...terms.kinds.flatMap(wrongInKind), ...terms.parties.flatMap(wrongInParty), ...missingIn(terms)];
  if (wrong.length > 0) throw new DomainError('invalid', 'This is not a whole decision process yet.', wrong);
}

function wrongInKind({ kind, decides, withoutAnswer, words }: KindTerms, index: number): FieldError[] {
  const at = `/kinds/${String(index)}`;
  const wrong: FieldError[] = [];
  if (NEVER_BY_SILENCE.includes(kind) && withoutAnswer === 'goes_on') {
    const detail = 'Silence is never consent to a use of the name, to money or to content: choose wait or escalate.';
    wrong.push({ pointer: `${at}/withoutAnswer`, detail });
  }
  if (kind === 'name_use' && decides === 'health') {
    wrong.push({ pointer: `${at}/decides`, detail: 'The group decides on its own name: choose group or both.' });
  }
  if ((kind === 'other') !== isSaid(words)) {
    wrong.push({ pointer: `${at}/words`, detail: 'Say which other decisions are meant, and for other alone.' });
  }
  return wrong;
}

function wrongInParty({ role, contactId, words }: PartyTerms, index: number): FieldError[] {
  const at = `/parties/${String(index)}`;
  const wrong: FieldError[] = [];
  if ((role === 'contact') !== isSaid(contactId)) {
    wrong.push({ pointer: `${at}/contactId`, detail: 'Name the contact, and for the role contact alone.' });
  }
  if ((role === 'other') !== isSaid(words)) {
    wrong.push({ pointer: `${at}/words`, detail: 'Say who is meant, and for the role other alone.' });
  }
  return wrong;
}

function missingIn({ kinds, parties }: ProcessTerms): FieldError[] {
  const missing: FieldError[] = [];
  if (new Set(kinds.map(({ kind }) => kind)).size < kinds.length) {
    missing.push({ pointer: '/kinds', detail: 'Each kind of decision stands in it once.' });
  }
  if (kinds.length === 0) missing.push({ pointer: '/kinds', detail: 'Say which kinds of decision it is for.' });
  for (const side of ['health', 'group'] as const) {
    if (parties.some((party) => party.side === side && party.part === 'decides')) continue;
    missing.push({ pointer: '/parties', detail: `Say who decides for the ${side} side.` });
  }
  if (leadsNowhere(kinds, parties))
    missing.push({ pointer: '/parties', detail: 'Say to whom it goes without an answer.' });
  return missing;
}

/** Something goes on to those who are named for it, and nobody is. */
function leadsNowhere(kinds: ProcessTerms['kinds'], parties: ProcessTerms['parties']): boolean {
  return (
    kinds.some(({ withoutAnswer }) => withoutAnswer === 'escalate') &&
    !parties.some(({ part }) => part === 'escalation')
  );
}

function isSaid(text: string | null | undefined): boolean {
  return text !== null && text !== undefined && text !== '';
}
