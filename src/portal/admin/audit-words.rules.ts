import { roleName } from '../shared/role-words.rules';

/** What an entry of the audit record holds besides its action: ids, days and figures. */
export type Detail = Readonly<Record<string, unknown>>;

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
  'calendar-feed': 'Address of a calendar',
  capacity: 'Capacity of a group',
  commencement: 'How both work together',
  contact: 'Contact',
  contract: 'Contract',
  'contract-fit': 'Fit of a contract',
  'contract-sketch': 'Contract being set up',
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
  strategy: 'Strategy',
  'strategy-link': 'What serves a priority',
  'strategy-priority': 'Priority of a strategy',
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
  'appearance.changed': 'Name, colour or contact line changed',
  'approval-limit.removed': 'Approval limit taken away',
  'approval-limit.set': 'Approval limit set',
  'audit-record.checked': 'Audit record checked',
  'audit-record.exported': 'Audit record taken as a file',
  'bank-holiday.added': 'Bank holiday added',
  'bank-holiday.removed': 'Bank holiday taken out',
  'bank-rate.added': 'Bank Rate added',
  'bank-detail.read': 'Bank details looked at in full',
  'contract-fit.asked': 'Fit of a contract: said what is asked of the group',
  'contract-fit.gone-on': 'Fit of a contract: gone on with what does not match',
  'contract-sketch.answered': 'Contract being set up: a question answered',
  'engagement.corrected': 'Contact log entry put right',
  'engagement.logged': 'Contact written down',
  'engagement.opened': 'Restricted contact log entry opened',
  'findings.evaluated': 'What needs care judged anew',
  'import.finished': 'File imported',
  'instalment.arrival-said': 'Group said whether a payment arrived',
  'lead.ended': 'Somebody is named no more',
  'lead.named': 'Lead or deputy named',
  'lead.verified': 'Named lead checked',
  'note.opened': 'Restricted note opened',
  'partnership.mentoring-kept': 'Mentor of a group noted',
  'partnership.mentoring-reviewed': 'Asked whether a mentor is still needed',
  'setting.changed': 'Threshold changed',
  'user.added': 'Access given',
  'user.changed': 'Role changed',
  'user.link-emailed': 'New link to sign in emailed',
  'user.link-made': 'New link to sign in made',
  'user.link-used': 'One-time link used',
  'user.other-sessions-ended': 'Signed out everywhere else',
  'user.password-set': 'Password set',
  'user.removed': 'Access ended',
  'words.kept': 'Words that are explained changed',
};

export const ABOUT_CHOICES = Object.entries(ABOUT)
  .map(([value, text]) => ({ value, text }))
  .sort((one, other) => one.text.localeCompare(other.text));

/** "contract.schedule-acknowledged" → "Contract: schedule acknowledged"; what has words of its own says those. */
export function sentenceOf(action: string, detail: Detail | null): string {
  const words = SAID[action] ?? inPlainWords(action);
  const { role, cause } = detail ?? {};
  if (action.startsWith('user.') && typeof role === 'string') return `${words}: ${roleName(role).toLowerCase()}`;
  return cause === 'import' ? `${words}, by an import` : words;
}

function inPlainWords(action: string): string {
  const [about = '', happened = ''] = action.split('.');
  return `${ABOUT[about] ?? beginning(plain(about))}: ${plain(happened)}`;
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

function beginning(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
