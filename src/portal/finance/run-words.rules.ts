/** The states and methods of a run, in the words of the API. */
type RunState = 'draft' | 'submitted' | 'approved' | 'exported' | 'closed' | 'cancelled';
type RunMethod = 'ap_csv' | 'bacs_18' | 'pain_001';

interface TagWords {
  text: string;
  colour: string;
}

const TAGS: Readonly<Record<RunState, TagWords>> = {
  draft: { text: 'Draft', colour: 'grey' },
  submitted: { text: 'Waiting for approval', colour: 'yellow' },
  approved: { text: 'Approved', colour: 'blue' },
  exported: { text: 'Sent', colour: 'green' },
  closed: { text: 'Closed', colour: 'grey' },
  cancelled: { text: 'Cancelled', colour: 'red' },
};

export function runTag(state: RunState): TagWords {
  return TAGS[state];
}

/** A run in a list. Amounts in pence. */
interface ListedRun {
  id: string;
  number: number;
  state: RunState;
  sendByOn: string;
  lineCount: number;
  totalPence: number;
}

/** What a template shows of a run in a list. */
export function shownRun(run: ListedRun, root: string) {
  const { number, sendByOn, lineCount, totalPence } = run;
  return { number, sendByOn, lineCount, totalPence, href: `${root}/runs/${run.id}`, tag: runTag(run.state) };
}

const NEXT: Readonly<Partial<Record<RunState, { what: string; below: string }>>> = {
  draft: { what: 'Look through it and submit it', below: '' },
  approved: { what: 'Export its file', below: '/export' },
  exported: { what: 'See what arrived, then close it', below: '' },
};

/** What whoever prepares runs does next about one; nothing while it waits for somebody else. */
export function nextOfRun(
  { number, state, totalPence, lineCount }: ListedRun,
  href: string,
): { run: string; what: string; href: string; totalPence: number; lineCount: number }[] {
  const next = NEXT[state];
  if (next === undefined) return [];
  return [{ run: `Run ${String(number)}`, what: next.what, href: `${href}${next.below}`, totalPence, lineCount }];
}

/** The states by which a list of runs can be narrowed, in the order of their life. */
export const RUN_STATE_FILTERS: readonly RunState[] = [
  'draft',
  'submitted',
  'approved',
  'exported',
  'closed',
  'cancelled',
];

export const METHOD_WORDS: Readonly<Record<RunMethod, string>> = {
  ap_csv: 'File for the payables ledger (CSV)',
  bacs_18: 'Bacs file (Standard 18)',
  pain_001: 'Bank file (ISO 20022, pain.001)',
};

export const FILE_WORDS: Readonly<Record<string, string>> = {
  ...METHOD_WORDS,
  journal_csv: 'Journal (CSV)',
  remittance_csv: 'Remittances (CSV)',
};

/** A step of a run, as its task list shows it. */
export interface Step {
  title: string;
  hint: string;
  /** Null where this person has nothing to open there. */
  href: string | null;
  status: 'done' | 'now' | 'later' | 'stopped';
}

const STEPS = ['lines', 'submit', 'approve', 'export', 'reconcile', 'close'] as const;
type StepName = (typeof STEPS)[number];

/** Which step a run is at; those before it are done. Null once it is given up or put away. */
const AT: Readonly<Record<RunState, StepName | null>> = {
  draft: 'lines',
  submitted: 'approve',
  approved: 'export',
  exported: 'reconcile',
  closed: null,
  cancelled: null,
};

export interface RunToShow {
  state: RunState;
  lineCount: number;
  settledCount: number;
}

const TITLES: Readonly<Record<StepName, string>> = {
  lines: 'Look through the lines',
  submit: 'Submit it to be approved',
  approve: 'A second person approves it',
  export: 'Export the file',
  reconcile: 'See what arrived',
  close: 'Close the run',
};

function hintOf(step: StepName, { lineCount, settledCount }: RunToShow): string {
  switch (step) {
    case 'lines':
      return 'Take out what should wait, and see what was left out and why.';
    case 'submit':
      return 'From then on nobody changes its lines.';
    case 'approve':
      return 'Somebody who had no hand in it, within their limit.';
    case 'export':
      return 'Made once and kept: downloading it again gives the same bytes.';
    case 'reconcile':
      return `${String(settledCount)} of ${String(lineCount)} have arrived or come back.`;
    case 'close':
      return 'Once all its money has arrived or come back, or by hand with a reason.';
  }
}

/** The way of a run, step by step. `hrefs` are what this person can open now. */
export function stepsOf(run: RunToShow, hrefs: Partial<Record<StepName, string>>): Step[] {
  const at = AT[run.state];
  const reached = at === null ? STEPS.length : STEPS.indexOf(at);
  return STEPS.map((step, index) => ({
    title: TITLES[step],
    hint: hintOf(step, run),
    href: hrefs[step] ?? null,
    status: statusOf(run, step, index - reached),
  }));
}

function statusOf(run: RunToShow, step: StepName, ahead: number): Step['status'] {
  if (run.state === 'cancelled') return 'stopped';
  if (ahead < 0 || (step === 'reconcile' && hasSettled(run))) return 'done';
  return ahead === 0 || isNext(run, step) ? 'now' : 'later';
}

function hasSettled({ state, lineCount, settledCount }: RunToShow): boolean {
  return state === 'exported' && settledCount === lineCount;
}

/** A draft can be submitted at once, and a run whose money has all arrived or come back can be closed. */
function isNext(run: RunToShow, step: StepName): boolean {
  return (step === 'submit' && run.state === 'draft') || (step === 'close' && hasSettled(run));
}

export const STATUS_TAGS: Readonly<Record<Step['status'], TagWords>> = {
  done: { text: 'Done', colour: 'green' },
  now: { text: 'To do', colour: 'blue' },
  later: { text: 'Later', colour: 'grey' },
  stopped: { text: 'Stopped', colour: 'red' },
};
