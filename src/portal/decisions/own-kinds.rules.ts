import { KIND_WORDS } from './decision-words.rules';

export type Answers = Readonly<Record<string, string | readonly string[]>>;

export interface Problem {
  field: string;
  text: string;
}

export const KINDS = ['content', 'name_use', 'money', 'scope', 'timing', 'people', 'data', 'other'] as const;
type Kind = (typeof KINDS)[number];

export interface KindTerms {
  kind: Kind;
  decides: 'both' | 'health' | 'group';
  withoutAnswer: 'wait' | 'escalate' | 'goes_on';
  words?: string;
}

interface Option {
  value: string;
  text: string;
}

const NEVER_BY_SILENCE: readonly Kind[] = ['content', 'name_use', 'money'];
const MOST_CHARACTERS = 300;

const DECIDES: readonly Option[] = [
  { value: 'both', text: 'Both sides' },
  { value: 'health', text: 'The health body' },
  { value: 'group', text: 'The group' },
];
const SILENCE: readonly Option[] = [
  { value: 'wait', text: 'It waits' },
  { value: 'escalate', text: 'Goes to those named below' },
  { value: 'goes_on', text: 'Whoever answered decides' },
];

/** What can be chosen of each kind: of the group's name nothing without the group, and never that silence is a yes to it. */
export function kindRows(): { kind: string; text: string; decides: Option[]; silence: Option[] }[] {
  return KINDS.map((kind) => ({
    ...{ kind, text: KIND_WORDS[kind] ?? kind },
    decides: [{ value: '', text: 'Not covered' }, ...DECIDES.filter(({ value }) => !isTheGroups(kind, value))],
    silence: SILENCE.filter(({ value }) => !isConsent(kind, value)),
  }));
}

/** The answers that say so. */
export function answersOfKinds(
  kinds: readonly { kind: string; decides: string; withoutAnswer: string; words?: string | null }[],
): Record<string, string> {
  return Object.fromEntries<string>(
    kinds.flatMap(({ kind, decides, withoutAnswer, words }): [string, string][] => [
      [`kind-${kind}-decides`, decides],
      [`kind-${kind}-silence`, withoutAnswer],
      ...(typeof words === 'string' ? ([[`kind-${kind}-words`, words]] as [string, string][]) : []),
    ]),
  );
}

/** The kinds that are covered, and what is wrong with what was said of them. */
export function readKinds(answers: Answers): { kinds: KindTerms[]; problems: Problem[] } {
  const rows = KINDS.map((kind) => readKind(answers, kind));
  const kinds = rows.flatMap(({ terms }) => terms ?? []);
  const problems = rows.flatMap((row) => row.problems);
  if (kinds.length === 0 && problems.length === 0) {
    problems.push({ field: 'kind-content-decides', text: 'Say of at least one kind of decision who takes it' });
  }
  return { kinds, problems };
}

function readKind(answers: Answers, kind: Kind): { terms: KindTerms | null; problems: Problem[] } {
  const said = (name: string) => String(answers[`kind-${kind}-${name}`] ?? '');
  const [decides, silence, words] = [said('decides'), said('silence'), kind === 'other' ? said('words') : ''];
  if (decides === '' && words === '') return { terms: null, problems: [] };
  const problems = wrongIn(kind, { decides, silence, words });
  if (problems.length > 0) return { terms: null, problems };
  const terms = { kind, decides, withoutAnswer: silence, ...(words !== '' && { words }) };
  return { terms: terms as KindTerms, problems };
}

function wrongIn(kind: Kind, { decides, silence, words }: { decides: string; silence: string; words: string }) {
  const name = KIND_WORDS[kind] ?? kind;
  const wrong = (isWrong: boolean, field: string, text: string): Problem[] =>
    isWrong ? [{ field: `kind-${kind}-${field}`, text: `${name}: ${text}` }] : [];
  return [
    ...wrong(!isOneOf(DECIDES, decides), 'decides', 'choose who decides'),
    ...wrong(
      isTheGroups(kind, decides),
      'decides',
      'the group decides on its own name, so choose both sides or the group',
    ),
    ...wrong(!isOneOf(SILENCE, silence), 'silence', 'choose what happens without an answer'),
    ...wrong(isConsent(kind, silence), 'silence', 'silence is never a yes, so choose that it waits or whom it goes to'),
    ...wrong(kind === 'other' && words === '', 'words', 'say which other decisions you mean'),
    ...wrong(words.length > MOST_CHARACTERS, 'words', `say it in at most ${String(MOST_CHARACTERS)} characters`),
  ];
}

function isOneOf(options: readonly Option[], answer: string): boolean {
  return options.some(({ value }) => value === answer);
}

function isTheGroups(kind: Kind, decides: string): boolean {
  return kind === 'name_use' && decides === 'health';
}

function isConsent(kind: Kind, silence: string): boolean {
  return NEVER_BY_SILENCE.includes(kind) && silence === 'goes_on';
}
