import { roleName } from '../shared/role-words.rules';

/** What a record is called, by what stands before the point of an action. */
const ABOUT: Readonly<Record<string, string>> = {
  absence: 'Absence',
  'api-token': 'API token',
  appearance: 'Name and colour',
  'approval-limit': 'Approval limit',
  'audit-record': 'Audit record',
  'bank-detail': 'Bank details',
  'bank-holiday': 'Bank holiday',
  'bank-rate': 'Bank Rate',
  'bank-vault': 'Bank-detail vault',
  contact: 'Contact',
  contract: 'Contract',
  'directory-entry': 'Entry of the directory',
  document: 'Document',
  engagement: 'Contact log entry',
  'export-template': 'Export template',
  'figure-statement': 'Statement of figures',
  finding: 'Finding',
  findings: 'Findings',
  'group-recovery': 'Recovery of a group',
  import: 'Import',
  instalment: 'Payment',
  'interest-claim': 'Interest claim',
  introduction: 'Introduction',
  invitation: 'Invitation of a group',
  invoice: 'Invoice',
  'late-case': 'Late payment case',
  lead: 'Named lead',
  note: 'Note',
  organisation: 'Organisation',
  partnership: 'Partnership',
  'payment-export': 'Payment file',
  'payment-run': 'Payment run',
  person: 'Person',
  'purchase-order': 'Purchase order',
  receipt: 'Receipt',
  reconciliation: 'Reconciliation',
  'recovery-due': 'Amount to be recovered',
  setting: 'Threshold',
  'statement-mapping': 'Columns of bank statements',
  user: 'Access',
  variation: 'Change of a contract',
  challenge: 'Challenge',
  'private-person': 'Person for private matters',
  words: 'Words that are explained',
  decision: 'Decision',
  'decision-process': 'Way of deciding',
  material: 'Material',
  'material-version': 'Version of a material',
  'material-proposal': 'Proposed edit of a material',
  'name-consent': 'Consent to the use of a name',
  'name-use': 'Use of a name',
};

const SAID: Readonly<Record<string, string>> = {
  'api-token.created': 'API token made',
  'api-token.revoked': 'API token stopped',
  'audit-record.exported': 'Audit record taken as a file',
  'bank-detail.read': 'Bank details looked at in full',
  'engagement.opened': 'Restricted contact log entry opened',
  'findings.evaluated': 'What needs care judged anew',
  'import.finished': 'File imported',
  'instalment.arrival-said': 'Group said whether a payment arrived',
  'note.opened': 'Restricted note opened',
  'user.added': 'Access given',
  'user.changed': 'Role changed',
  'user.link-made': 'New link to sign in made',
  'user.link-used': 'One-time link used',
  'user.other-sessions-ended': 'Signed out everywhere else',
  'user.password-set': 'Password set',
  'user.removed': 'Access ended',
};

export const ABOUT_CHOICES = Object.entries(ABOUT)
  .map(([value, text]) => ({ value, text }))
  .sort((one, other) => one.text.localeCompare(other.text));

/** "contract.schedule-acknowledged" → "Contract: schedule acknowledged"; what has words of its own says those. */
export function sentenceOf(action: string, detail: Readonly<Record<string, unknown>> | null): string {
  const words = SAID[action] ?? inPlainWords(action);
  const { role, cause } = detail ?? {};
  if (action.startsWith('user.') && typeof role === 'string') return `${words}: ${roleName(role).toLowerCase()}`;
  return cause === 'import' ? `${words}, by an import` : words;
}

function inPlainWords(action: string): string {
  const [about = '', happened = ''] = action.split('.');
  return `${ABOUT[about] ?? plain(about)}: ${plain(happened)}`;
}

/** Who did it, without saying more than the reader may know. */
export function actorOf(kind: string, name: string | undefined): string {
  if (kind === 'operator') return 'Whoever runs this server';
  if (kind === 'system') return 'Accord itself';
  if (kind === 'token') return name === undefined ? 'An API token' : `API token “${name}”`;
  return name ?? 'Somebody of another organisation';
}

interface Check {
  checked_at: Date;
  sealed: string;
  broken_at: string | null;
}

/** What the last check of the chain found. */
export function checkWords(check: Check | null): { good: boolean; text: string } | null {
  if (check === null) return null;
  if (check.broken_at !== null) {
    return {
      good: false,
      text: `Entry ${check.broken_at} does not follow from the one before it: the record was changed behind Accord’s back. Tell whoever runs this server, and keep this page.`,
    };
  }
  const entries = Number(check.sealed).toLocaleString('en-GB');
  return {
    good: true,
    text: `The record is whole: ${entries} entries follow from one another, none changed or missing.`,
  };
}

function plain(code: string): string {
  return code.replaceAll('-', ' ');
}
