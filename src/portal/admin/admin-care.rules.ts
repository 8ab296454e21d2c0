import { counted } from '../frame/wording.rules';

/** What an administrator's home is judged from. */
export interface AdminFacts {
  /** How many people who can sign in have each role. */
  able: Readonly<Record<string, number>>;
  /** Approvers who can sign in and have a limit. */
  approversWithLimit: number;
  /** People with a role who never came in. */
  waiting: number;
  tokensEnding: number;
  importsWithProblems: number;
  recordBroken: boolean;
  /** Of the half-year that runs. */
  rateMissing: boolean;
}

export interface Care {
  text: string;
  why: string;
  /** Where it is mended, below the organisation's address. */
  path: string;
  link: string;
}

const PEOPLE = { path: '/admin/people', link: 'Open people' };

/** What needs an administrator, the gravest first. */
export function careOf(facts: AdminFacts): Care[] {
  return [...ofRecord(facts), ...ofRoles(facts), ...ofApproval(facts), ...ofTheRest(facts)];
}

function ofRecord({ recordBroken }: AdminFacts): Care[] {
  if (!recordBroken) return [];
  const why = 'An entry does not follow from the one before it.';
  return [{ text: 'The audit record is not whole', why, path: '/admin/audit', link: 'Open the audit record' }];
}

const NEEDED: readonly [role: string, text: string, why: string][] = [
  ['partnership_manager', 'No partnership manager can sign in', 'Nobody keeps contracts, or sees what is late.'],
  ['finance_officer', 'No finance officer can sign in', 'Nobody can prepare a payment run, so nothing is paid.'],
  ['finance_approver', 'No finance approver can sign in', 'Nobody can approve a payment run, so nothing is paid.'],
];

function ofRoles({ able }: AdminFacts): Care[] {
  const missing = NEEDED.filter(([role]) => (able[role] ?? 0) === 0).map(([, text, why]) => ({ text, why, ...PEOPLE }));
  if ((able.administrator ?? 0) !== 1) return missing;
  const why = 'If you lose your way in, only whoever runs this server can help.';
  return [...missing, { text: 'You are the only administrator', why, ...PEOPLE }];
}

function ofApproval({ able, approversWithLimit }: AdminFacts): Care[] {
  const approvers = able.finance_approver ?? 0;
  if (approvers === 0 || approversWithLimit > 0) return [];
  const place = { path: '/finance/approval-limits', link: 'Set a limit' };
  return [
    { text: 'No approver has a limit', why: 'Without one they may approve nothing, so nothing is paid.', ...place },
  ];
}

function ofTheRest(facts: AdminFacts): Care[] {
  const care: Care[] = [];
  if (facts.tokensEnding > 0) {
    const text = `${counted(facts.tokensEnding, 'API token runs', 'API tokens run')} out within 14 days`;
    care.push({ text, why: 'The system that uses it stops then.', path: '/admin/tokens', link: 'Open API tokens' });
  }
  if (facts.importsWithProblems > 0) {
    const text = `${counted(facts.importsWithProblems, 'import')} of the last 30 days left rows aside`;
    const why = 'They are in Accord only once a manager has mended them.';
    care.push({ text, why, path: '/admin/imports', link: 'Open imports' });
  }
  if (facts.waiting > 0) {
    const text = `${counted(facts.waiting, 'person was', 'people were')} given access and never came in`;
    care.push({ text, why: 'Their link has run out, or waits to be used.', ...PEOPLE });
  }
  if (facts.rateMissing) {
    const why = 'Interest on what became late in this half-year cannot be worked out.';
    const place = { path: '/admin/settings/rates', link: 'Add the rate' };
    care.push({ text: 'The Bank Rate of this half-year is missing', why, ...place });
  }
  return care;
}
