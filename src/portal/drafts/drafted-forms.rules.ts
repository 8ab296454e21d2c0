/** A long form whose unsent answers are kept for whoever typed them. */
interface DraftedForm {
  /** What somebody has not finished, in the list of it. */
  title: string;
  /** What `:id` stands for; null where the form is about the own organisation. */
  about: 'partnership' | 'payment' | 'late-case' | 'contract' | 'material' | null;
  /** Where the form opens, below the organisation. */
  path: string;
  /** Where its answers are sent to, if that is elsewhere. */
  sentTo?: readonly string[];
  /** The names of what stands for `:id` where it is in no path: in the question of the address, and among the answers. */
  asked?: { query: string; field: string };
  /**
   * What is kept: nothing else ever is. No password, nothing of a bank account and no file may stand here. With a `*` at
   * the end, all whose names begin so.
   */
  fields: readonly string[];
  /** Of those, what may be ticked several times. */
  several?: readonly string[];
}

/** What is kept of a form, by the name of the question. */
export type KeptAnswers = Record<string, string | string[]>;

const CONTACT = [
  'happenedOn',
  'channel',
  'healthContactId',
  'groupContactId',
  'startedBy',
  'twoWay',
  'contractId',
  'purpose',
  'outcome',
  'visibility',
];

export const DRAFTED_FORMS = {
  'contact-entry': {
    title: 'Contact to write down',
    about: 'partnership',
    path: '/contact-log/new',
    asked: { query: 'payer', field: 'partnershipId' },
    fields: CONTACT,
  },
  'contact-with-group': {
    title: 'Contact to write down',
    about: 'partnership',
    path: '/partnerships/:id/contact-log/new',
    fields: CONTACT,
  },
  'mentor-talk': {
    title: 'A talk with a mentor to write down',
    about: 'partnership',
    path: '/mentors/:id/talk',
    fields: ['happenedOn', 'channel', 'healthContactId', 'groupContactId', 'talked', 'next'],
  },
  'partnership-note': {
    title: 'A note of your side',
    about: 'partnership',
    path: '/partnerships/:id/notes',
    fields: ['body'],
  },
  'not-arrived': {
    title: 'A payment that has not arrived',
    about: 'payment',
    path: '/payments/:id/not-arrived',
    fields: ['lookedOn', 'note'],
  },
  impact: {
    title: 'What waiting for a payment has meant',
    about: 'payment',
    path: '/payments/:id/impact',
    fields: ['serviceEffect', 'staffAffected', 'reserves', 'words'],
  },
  'late-question': {
    title: 'Asking about a late payment',
    about: 'payment',
    path: '/payments/:id/late-case',
    fields: ['words', 'cause'],
  },
  'late-answer': {
    title: 'An answer about a late payment',
    about: 'late-case',
    path: '/late-payments/:id',
    sentTo: ['/late-payments/:id/reply'],
    fields: ['words', 'expectedOn'],
  },
  variation: {
    title: 'A change to propose',
    about: 'contract',
    path: '/contracts/:id/variation',
    sentTo: ['/contracts/:id/variation', '/contracts/:id/variation/sent'],
    fields: [
      'version',
      'value',
      'startsOn',
      'endsOn',
      'timing',
      'rhythm',
      'paymentDays',
      'paymentDay',
      'deviationReason',
      'milestones',
      'effectiveOn',
      'reason',
    ],
  },
  'decision-process': {
    title: 'How you want to decide together',
    about: 'contract',
    path: '/contracts/:id/decision-process/new',
    sentTo: ['/contracts/:id/decision-process/new', '/contracts/:id/decision-process/new/sent'],
    fields: ['asked', 'kind-*', 'health-*', 'group-*', 'daysToAnswer', 'dayKind', 'fromOn', 'words'],
  },
  commencement: {
    title: 'How you want to work together',
    about: 'contract',
    path: '/contracts/:id/commencement',
    fields: [
      'version',
      'channel',
      'contactEveryDays',
      'ways',
      'healthAvailability',
      'groupAvailability',
      'deadline-*',
      'review-*',
    ],
    several: ['ways'],
  },
  decision: {
    title: 'A decision to propose',
    about: 'contract',
    path: '/contracts/:id/decisions/new',
    fields: ['kind', 'title', 'what', 'revisits'],
  },
  material: {
    title: 'A change to a material',
    about: 'material',
    path: '/materials/:id/edit',
    fields: ['version', 'words', 'way', 'why'],
  },
  invoice: {
    title: 'An invoice',
    about: 'contract',
    path: '/invoices/new',
    asked: { query: 'contract', field: 'contractId' },
    fields: ['number', 'datedOn', 'netPence', 'vatPence', 'purchaseOrderId', 'receivedOn', 'payment-*'],
  },
  profile: {
    title: 'Your profile',
    about: null,
    path: '/profile/change',
    // Not the name on the bank account.
    fields: ['version', 'name', 'legalForm', 'about', 'doesNotDo', 'area', 'website', 'publication', 'publicationName'],
  },
  'own-words': {
    title: 'Words to explain to groups',
    about: null,
    path: '/admin/settings/words',
    fields: ['version', 'term*', 'meaning*'],
  },
  capacity: {
    title: 'How much you can take on',
    about: null,
    path: '/capacity',
    fields: ['state', 'waitingWeeks', 'words'],
  },
} as const satisfies Record<string, DraftedForm>;

export type FormKey = keyof typeof DRAFTED_FORMS;

const FORMS: Readonly<Record<FormKey, DraftedForm>> = DRAFTED_FORMS;
const KEYS = Object.keys(DRAFTED_FORMS) as FormKey[];
const MOST_CHARACTERS = 39_000;

export function isFormKey(word: unknown): word is FormKey {
  return typeof word === 'string' && Object.hasOwn(FORMS, word);
}

export function draftedForm(form: FormKey): DraftedForm {
  return FORMS[form];
}

/** The form that a route shows or takes; null for every other. `route` is its method and pattern below the organisation. */
export function formOfRoute(method: string, pattern: string): FormKey | null {
  const serves = (form: FormKey) => {
    const { path, sentTo = [path] } = FORMS[form];
    return method === 'POST' ? sentTo.includes(pattern) : path === pattern;
  };
  return KEYS.find(serves) ?? null;
}

interface Asked {
  params: Readonly<Record<string, unknown>>;
  query: Readonly<Record<string, unknown>>;
  body: Readonly<Record<string, unknown>>;
}

/** What the form is about, as the request has it: null where it does not say. */
export function subjectIn(form: FormKey, organisationId: string, { params, query, body }: Asked): unknown {
  const { about, asked } = FORMS[form];
  if (about === null) return organisationId;
  if (asked === undefined) return params.id;
  return query[asked.query] ?? body[asked.field] ?? null;
}

/** The address at which the form opens for its subject, below the organisation. */
export function pathOfDraft(form: FormKey, subjectId: string): string {
  const { path, asked } = FORMS[form];
  return asked === undefined ? path.replace(':id', subjectId) : `${path}?${asked.query}=${subjectId}`;
}

/** Of what was sent, what is kept: texts in the form's own fields. Null when there is nothing, or too much. */
export function keptOf(form: FormKey, answers: Readonly<Record<string, unknown>>): KeptAnswers | null {
  const { fields, several = [] } = FORMS[form];
  const isKept = (name: string) =>
    fields.some((field) => (field.endsWith('*') ? name.startsWith(field.slice(0, -1)) : name === field));
  const kept = Object.entries(answers).flatMap(([name, answer]): [string, string | string[]][] => {
    if (!isKept(name)) return [];
    if (typeof answer === 'string') return [[name, withoutNull(answer)]];
    return several.includes(name) && isTexts(answer) ? [[name, answer.map(withoutNull)]] : [];
  });
  if (kept.every(([, said]) => said.length === 0)) return null;
  const texts = Object.fromEntries(kept);
  return JSON.stringify(texts).length > MOST_CHARACTERS ? null : texts;
}

function isTexts(answer: unknown): answer is string[] {
  return Array.isArray(answer) && answer.every((each) => typeof each === 'string');
}

/** The database keeps no NUL. */
function withoutNull(text: string): string {
  return text.replaceAll('\0', '');
}
