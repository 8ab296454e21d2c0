import type { Role, Scope } from './actor';

/** Who may call a route, and which rows it is about. What is not in the table is closed to everybody. */
export interface AccessEntry {
  /** `anyone` needs no sign-in; `signed-in` needs one but no organisation; otherwise one of these roles. */
  who: 'anyone' | 'signed-in' | readonly Role[];
  /** What a token needs besides its role. Without one, tokens are refused: the route is for people. */
  scope?: Scope;
  /** One record of a kind, by the id in the path: another tenant's answers 404 exactly like one that does not exist. */
  one?: Subject;
  /** A list of records of a kind: another tenant's are never in it, nor counted. */
  list?: Subject;
  /** With a session: only within minutes of signing in, for what decides who may do what. */
  fresh?: true;
  /** A page for people, outside /api: its organisation is in the path as `:org`, its CSRF token in the form. */
  page?: true;
  /** A page's form that holds files: the page itself checks the CSRF token, which is the form's first field. */
  upload?: true;
}

/** The kinds of record that the generated test makes for each side, and looks for from the other. */
export type Subject =
  | 'organisation'
  | 'partnership'
  | 'person'
  | 'contact'
  | 'absence'
  | 'contract'
  | 'contract-sketch'
  | 'variation'
  | 'decision-process'
  | 'decision'
  | 'material'
  | 'material-version'
  | 'material-file'
  | 'material-proposal'
  | 'name-use'
  | 'strategy'
  | 'strategy-priority'
  | 'strategy-link'
  | 'challenge'
  | 'directory-entry'
  | 'introduction'
  | 'recovery-due'
  | 'instalment'
  | 'named-lead'
  | 'receipt'
  | 'engagement'
  | 'note'
  | 'user'
  | 'api-token'
  | 'import'
  | 'finding'
  | 'waiting'
  | 'unjudged'
  | 'invitation'
  | 'setting-change'
  | 'appearance-change'
  | 'bank-holiday'
  | 'late-case'
  | 'interest-claim'
  | 'figure-statement'
  | 'approval-limit'
  | 'payment-run'
  | 'reconciliation'
  | 'statement-mapping'
  | 'audit-event'
  | 'invoice'
  | 'invoice-document'
  | 'document'
  | 'purchase-order'
  | 'bank-detail'
  | 'export-template'
  | 'remittance';
