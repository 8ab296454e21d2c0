import { HEALTH_ROLES } from './actor';
import type { Role, Scope } from './actor';
import { INSTALMENT_ENTRIES } from './instalment-entries';
import { LATE_PAYMENT_ENTRIES } from './late-payment-entries';
import { BANK_DETAIL_ENTRIES } from './bank-detail-entries';

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
  | 'variation'
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
  | 'purchase-order'
  | 'bank-detail'
  | 'export-template'
  | 'remittance';

const GROUP: readonly Role[] = ['group_lead', 'group_member'];
const PARTNERS: readonly Role[] = ['partnership_manager', ...GROUP];
/** Who speaks for their side of a contract. */
const AGREES: readonly Role[] = ['partnership_manager', 'group_lead'];
const MONEY: readonly Role[] = [...PARTNERS, 'finance_officer', 'finance_approver'];
const ENTERS_MONEY: readonly Role[] = ['partnership_manager', 'finance_officer'];
/** A group sends its invoices; the health side writes down what came another way. */
const SENDS_INVOICES: readonly Role[] = [...PARTNERS, 'finance_officer'];
const READS_CODING: readonly Role[] = ['partnership_manager', 'finance_officer', 'finance_approver'];
const EVERYBODY: readonly Role[] = [...MONEY, 'administrator', 'auditor'];
const KEEPS_PEOPLE: readonly Role[] = ['partnership_manager', 'administrator', 'group_lead'];
const READS_PEOPLE: readonly Role[] = [...KEEPS_PEOPLE, 'group_member'];
const TALKS: readonly Role[] = ['partnership_manager', 'group_lead'];
/** They see payee, amount, coding and reference of what is paid, and nothing else of a partnership. */
const FINANCE: readonly Role[] = ['finance_officer', 'finance_approver'];
const READS_STATEMENTS: readonly Role[] = [...FINANCE, 'auditor'];
const TOLD_OF_MONEY: readonly Role[] = [...FINANCE, 'group_lead', 'group_member'];
const KEEPS_USERS: readonly Role[] = ['administrator', 'group_lead'];

/** Role by route. The relation (own, another tenant's, restricted) is kept by row-level security and tested from here. */
export const ACCESS_TABLE: Readonly<Record<string, AccessEntry>> = {
  'GET /health': { who: 'anyone' },
  'GET /health/live': { who: 'anyone' },
  'GET /health/ready': { who: 'anyone' },
  // Not public: it asks for the metrics token itself, and is not there without one.
  'GET /metrics': { who: 'anyone' },
  'GET /': { who: 'anyone', page: true },
  'GET /sign-in': { who: 'anyone', page: true },
  'POST /sign-in': { who: 'anyone', page: true },
  'POST /sign-out': { who: 'signed-in', page: true },
  'GET /choose-organisation': { who: 'signed-in', page: true },
  'GET /set-password/:token': { who: 'anyone', page: true },
  'POST /set-password/:token': { who: 'anyone', page: true },
  'GET /account': { who: 'signed-in', page: true },
  'GET /account/password': { who: 'signed-in', page: true },
  'POST /account/password': { who: 'signed-in', page: true },
  'POST /account/other-sessions-end': { who: 'signed-in', page: true },
  'GET /join/:token': { who: 'anyone', page: true },
  'POST /join/:token': { who: 'anyone', page: true },
  'POST /join/:token/signed-in': { who: 'signed-in', page: true },
  'POST /o/:org/join/:token': { who: ['group_lead'], page: true },
  'GET /not-now': { who: 'anyone', page: true },
  'GET /privacy': { who: 'anyone', page: true },
  'GET /accessibility': { who: 'anyone', page: true },
  'GET /o/:org': { who: EVERYBODY, page: true },
  'GET /o/:org/findings': { who: ['partnership_manager'], page: true },
  'GET /o/:org/findings/:id': { who: ['partnership_manager'], page: true, one: 'finding' },
  'POST /o/:org/findings/:id/acknowledgement': { who: ['partnership_manager'], page: true, one: 'finding' },
  'POST /o/:org/findings/:id/snooze': { who: ['partnership_manager'], page: true, one: 'finding' },
  'GET /o/:org/partnerships/:id': { who: ['partnership_manager'], page: true, one: 'partnership' },
  'GET /o/:org/contracts/:id': { who: PARTNERS, page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/agreement': { who: AGREES, page: true, one: 'contract' },
  'GET /o/:org/contracts/:id/plan': { who: PARTNERS, page: true, one: 'contract' },
  'GET /o/:org/contracts/:id/variation': { who: AGREES, page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/variation': { who: AGREES, page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/variation/sent': { who: AGREES, page: true, one: 'contract' },
  'GET /o/:org/contracts/:id/suspension': { who: ['partnership_manager'], page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/suspension': { who: ['partnership_manager'], page: true, one: 'contract' },
  'GET /o/:org/contracts/:id/resumption': { who: ['partnership_manager'], page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/resumption': { who: ['partnership_manager'], page: true, one: 'contract' },
  'GET /o/:org/contracts/:id/termination': { who: ['partnership_manager'], page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/termination': { who: ['partnership_manager'], page: true, one: 'contract' },
  'GET /o/:org/variations/:id': { who: PARTNERS, page: true, one: 'variation' },
  'POST /o/:org/variations/:id/acceptance': { who: AGREES, page: true, one: 'variation' },
  'POST /o/:org/variations/:id/acceptance-outside': { who: ['partnership_manager'], page: true, one: 'variation' },
  'POST /o/:org/variations/:id/refusal': { who: AGREES, page: true, one: 'variation' },
  'POST /o/:org/variations/:id/withdrawal': { who: AGREES, page: true, one: 'variation' },
  'GET /o/:org/payments': { who: ['group_lead', 'group_member'], page: true },
  'GET /o/:org/finance': { who: FINANCE, page: true },
  'GET /o/:org/finance/runs/new': { who: ['finance_officer'], page: true },
  'POST /o/:org/finance/runs/new': { who: ['finance_officer'], page: true },
  'GET /o/:org/finance/runs/:id': { who: FINANCE, page: true, one: 'payment-run' },
  'POST /o/:org/finance/runs/:id/lines/:lineId/removal': { who: ['finance_officer'], page: true, one: 'payment-run' },
  'POST /o/:org/finance/runs/:id/submission': { who: ['finance_officer'], page: true, one: 'payment-run' },
  'POST /o/:org/finance/runs/:id/cancellation': { who: ['finance_officer'], page: true, one: 'payment-run' },
  'POST /o/:org/finance/runs/:id/closure': { who: ['finance_officer'], page: true, one: 'payment-run' },
  'GET /o/:org/finance/runs/:id/approve': { who: ['finance_approver'], page: true, one: 'payment-run', fresh: true },
  'POST /o/:org/finance/runs/:id/approve': { who: ['finance_approver'], page: true, one: 'payment-run', fresh: true },
  'POST /o/:org/finance/runs/:id/rejection': { who: ['finance_approver'], page: true, one: 'payment-run' },
  'GET /o/:org/finance/runs/:id/export': { who: ['finance_officer'], page: true, one: 'payment-run', fresh: true },
  'POST /o/:org/finance/runs/:id/export': { who: ['finance_officer'], page: true, one: 'payment-run', fresh: true },
  'GET /o/:org/finance/runs/:id/exports/:exportId/file': {
    who: ['finance_officer'],
    page: true,
    one: 'payment-run',
    fresh: true,
  },
  'GET /o/:org/finance/approval-limits': { who: ['administrator'], page: true },
  'POST /o/:org/finance/approval-limits/:id': {
    who: ['administrator'],
    page: true,
    one: 'approval-limit',
    fresh: true,
  },
  'GET /o/:org/finance/runs/:id/mapped-texts': { who: FINANCE, page: true, one: 'payment-run' },
  'GET /o/:org/finance/export-templates': { who: ['finance_officer'], page: true },
  'POST /o/:org/finance/export-templates': { who: ['finance_officer'], page: true },
  'GET /o/:org/finance/export-templates/new': { who: ['finance_officer'], page: true },
  'GET /o/:org/finance/export-templates/:id': { who: ['finance_officer'], page: true, one: 'export-template' },
  'POST /o/:org/finance/export-templates/:id': { who: ['finance_officer'], page: true, one: 'export-template' },
  'POST /o/:org/finance/export-templates/:id/removal': { who: ['finance_officer'], page: true, one: 'export-template' },
  'GET /o/:org/remittances': { who: TOLD_OF_MONEY, page: true },
  'GET /o/:org/remittances/:id': { who: TOLD_OF_MONEY, page: true, one: 'remittance' },
  'GET /o/:org/remittances/:id/file': { who: TOLD_OF_MONEY, page: true, one: 'remittance' },
  'GET /o/:org/invoices': { who: MONEY, page: true },
  'GET /o/:org/invoices/new': { who: SENDS_INVOICES, page: true },
  'POST /o/:org/invoices/new': { who: SENDS_INVOICES, page: true, upload: true },
  'GET /o/:org/invoices/:id': { who: MONEY, page: true, one: 'invoice' },
  'GET /o/:org/invoices/:id/correction': { who: SENDS_INVOICES, page: true, one: 'invoice' },
  'POST /o/:org/invoices/:id/correction': { who: SENDS_INVOICES, page: true, one: 'invoice' },
  'POST /o/:org/invoices/:id/validation': { who: ENTERS_MONEY, page: true, one: 'invoice' },
  'POST /o/:org/invoices/:id/dispute': { who: ENTERS_MONEY, page: true, one: 'invoice' },
  'POST /o/:org/invoices/:id/credit': { who: SENDS_INVOICES, page: true, one: 'invoice' },
  'POST /o/:org/invoices/:id/files': { who: SENDS_INVOICES, page: true, one: 'invoice', upload: true },
  'GET /o/:org/invoice-documents/:id': { who: MONEY, page: true, one: 'invoice-document' },
  'POST /o/:org/invoice-documents/:id/removal': { who: SENDS_INVOICES, page: true, one: 'invoice-document' },
  'GET /o/:org/contracts/:id/paperwork': { who: READS_CODING, page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/paperwork/orders': { who: ENTERS_MONEY, page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/paperwork/coding': { who: ENTERS_MONEY, page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/schedule-acknowledgement': {
    who: ['group_lead', 'group_member'],
    page: true,
    one: 'contract',
  },
  'GET /o/:org/import': { who: ['partnership_manager'], page: true },
  'POST /o/:org/import': { who: ['partnership_manager'], page: true, upload: true },
  'GET /o/:org/import/templates/:file': { who: ['partnership_manager'], page: true },
  'GET /o/:org/import/:id/rows-to-mend/:file': { who: ['partnership_manager'], page: true, one: 'import' },

  'POST /api/v1/sessions': { who: 'anyone' },
  'GET /api/v1/sessions/current': { who: 'signed-in' },
  'DELETE /api/v1/sessions/current': { who: 'signed-in' },
  'GET /api/v1/sessions': { who: 'signed-in' },
  'DELETE /api/v1/sessions/others': { who: 'signed-in' },
  'POST /api/v1/passwords': { who: 'signed-in' },
  'POST /api/v1/one-time-links/redemption': { who: 'anyone' },

  'GET /api/v1/users': { who: KEEPS_USERS, scope: 'users:write', list: 'user' },
  'POST /api/v1/users': { who: KEEPS_USERS, scope: 'users:write', fresh: true },
  'GET /api/v1/users/:id': { who: KEEPS_USERS, scope: 'users:write', one: 'user' },
  'PATCH /api/v1/users/:id': { who: KEEPS_USERS, scope: 'users:write', one: 'user', fresh: true },
  'DELETE /api/v1/users/:id': { who: KEEPS_USERS, scope: 'users:write', one: 'user', fresh: true },
  'POST /api/v1/users/:id/one-time-link': { who: KEEPS_USERS, scope: 'users:write', one: 'user', fresh: true },
  'GET /api/v1/api-tokens': { who: KEEPS_USERS, list: 'api-token' },
  'POST /api/v1/api-tokens': { who: KEEPS_USERS, fresh: true },
  'DELETE /api/v1/api-tokens/:id': { who: KEEPS_USERS, one: 'api-token' },

  'GET /api/v1/organisations': { who: EVERYBODY, scope: 'register:read', list: 'organisation' },
  'GET /api/v1/organisations/:id': { who: EVERYBODY, scope: 'register:read', one: 'organisation' },
  'PATCH /api/v1/organisations/:id': { who: KEEPS_PEOPLE, scope: 'register:write', one: 'organisation' },
  'POST /api/v1/organisations/:id/identifiers': { who: KEEPS_PEOPLE, scope: 'register:write', one: 'organisation' },
  'POST /api/v1/organisations/:id/identifiers/:identifierId/end': {
    who: KEEPS_PEOPLE,
    scope: 'register:write',
    one: 'organisation',
  },
  'GET /api/v1/partnerships': { who: PARTNERS, scope: 'register:read', list: 'partnership' },
  'GET /api/v1/partnerships/:id': { who: PARTNERS, scope: 'register:read', one: 'partnership' },
  'GET /api/v1/audit-events': {
    who: ['administrator', 'auditor', 'group_lead'],
    scope: 'audit:read',
    list: 'audit-event',
  },
  'GET /api/v1/settings': { who: ['administrator', 'partnership_manager', 'auditor'], scope: 'register:read' },
  'PATCH /api/v1/settings': { who: ['administrator'], scope: 'settings:write' },
  'GET /api/v1/settings/history': { who: ['administrator', 'auditor'], scope: 'register:read', list: 'setting-change' },
  'GET /api/v1/bank-holidays': { who: HEALTH_ROLES, scope: 'register:read' },
  'POST /api/v1/bank-holidays': { who: ['administrator'], scope: 'settings:write' },
  'DELETE /api/v1/bank-holidays/:id': { who: ['administrator'], scope: 'settings:write', one: 'bank-holiday' },
  'GET /api/v1/bank-rates': { who: HEALTH_ROLES, scope: 'register:read' },
  'POST /api/v1/bank-rates': { who: ['administrator'], scope: 'settings:write' },

  'POST /api/v1/invitations': { who: ['partnership_manager'], scope: 'register:write' },
  'GET /api/v1/invitations': { who: ['partnership_manager'], scope: 'register:read', list: 'invitation' },
  'GET /api/v1/invitations/:id': { who: ['partnership_manager'], scope: 'register:read', one: 'invitation' },
  'POST /api/v1/invitations/:id/withdrawal': {
    who: ['partnership_manager'],
    scope: 'register:write',
    one: 'invitation',
  },
  // Whoever holds the token of the link: it is the whole secret.
  'POST /api/v1/invitation-openings': { who: 'anyone' },
  'POST /api/v1/invitation-answers': { who: 'anyone' },
  'POST /api/v1/invitation-joinings': { who: 'signed-in' },
  'POST /api/v1/invitation-acceptances': { who: ['group_lead'] },
  'POST /api/v1/partnerships': { who: ['partnership_manager'], scope: 'register:write' },
  'PATCH /api/v1/partnerships/:id': { who: ['partnership_manager'], scope: 'register:write', one: 'partnership' },
  'GET /api/v1/people': { who: READS_PEOPLE, scope: 'register:read', list: 'person' },
  'GET /api/v1/people/:id': { who: READS_PEOPLE, scope: 'register:read', one: 'person' },
  'POST /api/v1/people': { who: KEEPS_PEOPLE, scope: 'register:write' },
  'PATCH /api/v1/people/:id': { who: KEEPS_PEOPLE, scope: 'register:write', one: 'person' },
  'GET /api/v1/people/:id/departure': { who: KEEPS_PEOPLE, scope: 'register:read', one: 'person' },
  'PUT /api/v1/people/:id/departure': { who: KEEPS_PEOPLE, scope: 'register:write', one: 'person' },
  'DELETE /api/v1/people/:id/departure': { who: KEEPS_PEOPLE, scope: 'register:write', one: 'person' },
  'POST /api/v1/people/:id/departure/notice': { who: KEEPS_PEOPLE, scope: 'register:write', one: 'person' },
  'GET /api/v1/contacts': { who: PARTNERS, scope: 'register:read', list: 'contact' },
  'GET /api/v1/contacts/:id': { who: PARTNERS, scope: 'register:read', one: 'contact' },
  'POST /api/v1/contacts': { who: TALKS, scope: 'register:write' },
  'PATCH /api/v1/contacts/:id': { who: TALKS, scope: 'register:write', one: 'contact' },
  'POST /api/v1/contacts/:id/verification': { who: TALKS, scope: 'register:write', one: 'contact' },
  'GET /api/v1/absences': { who: PARTNERS, scope: 'register:read', list: 'absence' },
  'GET /api/v1/absences/:id': { who: PARTNERS, scope: 'register:read', one: 'absence' },
  'POST /api/v1/absences': { who: TALKS, scope: 'register:write' },
  'DELETE /api/v1/absences/:id': { who: TALKS, scope: 'register:write', one: 'absence' },
  'GET /api/v1/contracts': { who: PARTNERS, scope: 'register:read', list: 'contract' },
  'GET /api/v1/contracts/:id': { who: PARTNERS, scope: 'register:read', one: 'contract' },
  'POST /api/v1/contracts': { who: ['partnership_manager'], scope: 'register:write' },
  'POST /api/v1/contracts/schedule-preview': { who: ['partnership_manager'], scope: 'register:read' },
  'PATCH /api/v1/contracts/:id': { who: ['partnership_manager'], scope: 'register:write', one: 'contract' },
  'GET /api/v1/contracts/:id/schedule': { who: PARTNERS, scope: 'register:read', one: 'contract' },
  'GET /api/v1/contracts/:id/readiness': { who: PARTNERS, scope: 'register:read', one: 'contract' },
  'POST /api/v1/contracts/:id/agreement': { who: AGREES, scope: 'register:write', one: 'contract' },
  'POST /api/v1/contracts/:id/agreement/outside': {
    who: ['partnership_manager'],
    scope: 'register:write',
    one: 'contract',
  },
  'DELETE /api/v1/contracts/:id/agreement': { who: AGREES, scope: 'register:write', one: 'contract' },
  'POST /api/v1/contracts/:id/suspension': { who: ['partnership_manager'], scope: 'register:write', one: 'contract' },
  'POST /api/v1/contracts/:id/resumption': { who: ['partnership_manager'], scope: 'register:write', one: 'contract' },
  'POST /api/v1/contracts/:id/termination': { who: ['partnership_manager'], scope: 'register:write', one: 'contract' },
  'POST /api/v1/contracts/:id/termination/preview': {
    who: ['partnership_manager'],
    scope: 'register:read',
    one: 'contract',
  },
  'GET /api/v1/recoveries-due': { who: MONEY, scope: 'payments:read', list: 'recovery-due' },
  'GET /api/v1/recoveries-due/:id': { who: MONEY, scope: 'payments:read', one: 'recovery-due' },
  'POST /api/v1/recoveries-due/:id/waiver': {
    who: ['partnership_manager'],
    scope: 'payments:write',
    one: 'recovery-due',
  },
  'POST /api/v1/contracts/:id/withdrawal': { who: ['partnership_manager'], scope: 'register:write', one: 'contract' },
  'POST /api/v1/contracts/:id/variations/preview': { who: AGREES, scope: 'register:read', one: 'contract' },
  'POST /api/v1/contracts/:id/variations': { who: AGREES, scope: 'register:write', one: 'contract' },
  'GET /api/v1/contracts/:id/schedule/versions': { who: PARTNERS, scope: 'register:read', one: 'contract' },
  'GET /api/v1/contracts/:id/terms': { who: PARTNERS, scope: 'register:read', one: 'contract' },
  'GET /api/v1/variations': { who: PARTNERS, scope: 'register:read', list: 'variation' },
  'GET /api/v1/variations/:id': { who: PARTNERS, scope: 'register:read', one: 'variation' },
  'POST /api/v1/variations/:id/acceptance': { who: AGREES, scope: 'register:write', one: 'variation' },
  'POST /api/v1/variations/:id/acceptance/outside': {
    who: ['partnership_manager'],
    scope: 'register:write',
    one: 'variation',
  },
  'POST /api/v1/variations/:id/refusal': { who: AGREES, scope: 'register:write', one: 'variation' },
  'POST /api/v1/variations/:id/withdrawal': { who: AGREES, scope: 'register:write', one: 'variation' },
  ...INSTALMENT_ENTRIES,
  ...LATE_PAYMENT_ENTRIES,
  'GET /api/v1/instalments': { who: MONEY, scope: 'payments:read', list: 'instalment' },
  'GET /api/v1/instalments/:id': { who: MONEY, scope: 'payments:read', one: 'instalment' },
  'POST /api/v1/instalments/:id/recoveries': { who: ENTERS_MONEY, scope: 'payments:write', one: 'instalment' },
  'GET /api/v1/invoices': { who: MONEY, scope: 'payments:read', list: 'invoice' },
  'POST /api/v1/invoices': { who: SENDS_INVOICES, scope: 'payments:write' },
  'GET /api/v1/invoices/:id': { who: MONEY, scope: 'payments:read', one: 'invoice' },
  'PATCH /api/v1/invoices/:id': { who: SENDS_INVOICES, scope: 'payments:write', one: 'invoice' },
  'POST /api/v1/invoices/:id/validation': { who: ENTERS_MONEY, scope: 'payments:write', one: 'invoice' },
  'POST /api/v1/invoices/:id/dispute': { who: ENTERS_MONEY, scope: 'payments:write', one: 'invoice' },
  'POST /api/v1/invoices/:id/credit': { who: SENDS_INVOICES, scope: 'payments:write', one: 'invoice' },
  'POST /api/v1/invoices/:id/documents': { who: SENDS_INVOICES, scope: 'payments:write', one: 'invoice' },
  'GET /api/v1/invoice-documents/:id': { who: MONEY, scope: 'payments:read', one: 'invoice-document' },
  'DELETE /api/v1/invoice-documents/:id': { who: SENDS_INVOICES, scope: 'payments:write', one: 'invoice-document' },
  'GET /api/v1/contracts/:id/payment-readiness': { who: MONEY, scope: 'payments:read', one: 'contract' },
  'POST /api/v1/contracts/:id/schedule/acknowledgement': {
    who: ['group_lead', 'group_member'],
    scope: 'register:write',
    one: 'contract',
  },
  'GET /api/v1/contracts/:id/purchase-orders': { who: MONEY, scope: 'payments:read', one: 'contract' },
  'POST /api/v1/contracts/:id/purchase-orders': { who: ENTERS_MONEY, scope: 'payments:write', one: 'contract' },
  'PATCH /api/v1/purchase-orders/:id': { who: ENTERS_MONEY, scope: 'payments:write', one: 'purchase-order' },
  'DELETE /api/v1/purchase-orders/:id': { who: ENTERS_MONEY, scope: 'payments:write', one: 'purchase-order' },
  'GET /api/v1/contracts/:id/codings': { who: READS_CODING, scope: 'payments:read', one: 'contract' },
  'PUT /api/v1/contracts/:id/coding': { who: ENTERS_MONEY, scope: 'payments:write', one: 'contract' },
  'GET /api/v1/receipts': { who: MONEY, scope: 'payments:read', list: 'receipt' },
  'POST /api/v1/receipts': { who: ENTERS_MONEY, scope: 'payments:write' },
  'GET /api/v1/receipts/:id': { who: MONEY, scope: 'payments:read', one: 'receipt' },
  'POST /api/v1/receipts/:id/reversal': { who: ENTERS_MONEY, scope: 'payments:write', one: 'receipt' },
  'POST /api/v1/receipts/:id/correction': { who: ENTERS_MONEY, scope: 'payments:write', one: 'receipt' },
  'GET /api/v1/payment-runs/:id/mapped-texts': { who: FINANCE, scope: 'payments:read', one: 'payment-run' },
  'GET /api/v1/export-templates': { who: FINANCE, scope: 'payments:read', list: 'export-template' },
  'POST /api/v1/export-templates': { who: ['finance_officer'], scope: 'payments:write' },
  'POST /api/v1/export-templates/preview': { who: FINANCE, scope: 'payments:read' },
  'GET /api/v1/export-templates/:id': { who: FINANCE, scope: 'payments:read', one: 'export-template' },
  'PATCH /api/v1/export-templates/:id': { who: ['finance_officer'], scope: 'payments:write', one: 'export-template' },
  'DELETE /api/v1/export-templates/:id': { who: ['finance_officer'], scope: 'payments:write', one: 'export-template' },
  'GET /api/v1/remittances': { who: TOLD_OF_MONEY, scope: 'payments:read', list: 'remittance' },
  'GET /api/v1/remittances/:id': { who: TOLD_OF_MONEY, scope: 'payments:read', one: 'remittance' },
  'GET /api/v1/remittances/:id/file': { who: TOLD_OF_MONEY, scope: 'payments:read', one: 'remittance' },
  'GET /api/v1/exports/instalments': { who: MONEY, scope: 'payments:read' },
  ...BANK_DETAIL_ENTRIES,
  'GET /api/v1/named-leads': { who: PARTNERS, scope: 'register:read', list: 'named-lead' },
  'GET /api/v1/named-leads/:id': { who: PARTNERS, scope: 'register:read', one: 'named-lead' },
  'POST /api/v1/named-leads': { who: AGREES, scope: 'register:write' },
  'POST /api/v1/named-leads/:id/verification': { who: AGREES, scope: 'register:write', one: 'named-lead' },
  'POST /api/v1/named-leads/:id/end': { who: AGREES, scope: 'register:write', one: 'named-lead' },
  'POST /api/v1/named-leads/:id/handover': { who: AGREES, scope: 'register:write', one: 'named-lead' },
  'GET /api/v1/engagements': { who: PARTNERS, scope: 'register:read', list: 'engagement' },
  'POST /api/v1/engagements': { who: PARTNERS, scope: 'register:write' },
  'GET /api/v1/engagements/:id': { who: PARTNERS, scope: 'register:read', one: 'engagement' },
  'POST /api/v1/engagements/:id/corrections': { who: PARTNERS, scope: 'register:write', one: 'engagement' },
  'GET /api/v1/notes': { who: PARTNERS, scope: 'register:read', list: 'note' },
  'POST /api/v1/notes': { who: PARTNERS, scope: 'register:write' },
  'GET /api/v1/notes/:id': { who: PARTNERS, scope: 'register:read', one: 'note' },
  'POST /api/v1/notes/:id/corrections': { who: PARTNERS, scope: 'register:write', one: 'note' },

  'GET /api/v1/approval-limits': { who: ['administrator', ...FINANCE], list: 'approval-limit' },
  'GET /api/v1/approval-limits/:id': { who: ['administrator', ...FINANCE], one: 'approval-limit' },
  'PUT /api/v1/approval-limits/:id': { who: ['administrator'], one: 'approval-limit', fresh: true },
  'DELETE /api/v1/approval-limits/:id': { who: ['administrator'], one: 'approval-limit', fresh: true },
  'GET /api/v1/payment-runs': { who: FINANCE, scope: 'payments:read', list: 'payment-run' },
  'POST /api/v1/payment-runs': { who: ['finance_officer'], scope: 'payments:write' },
  'GET /api/v1/payment-runs/:id': { who: FINANCE, scope: 'payments:read', one: 'payment-run' },
  'GET /api/v1/payment-runs/:id/lines': { who: FINANCE, scope: 'payments:read', one: 'payment-run' },
  'POST /api/v1/payment-runs/:id/lines': { who: ['finance_officer'], scope: 'payments:write', one: 'payment-run' },
  'DELETE /api/v1/payment-runs/:id/lines/:lineId': {
    who: ['finance_officer'],
    scope: 'payments:write',
    one: 'payment-run',
  },
  'GET /api/v1/payment-runs/:id/left-out': { who: FINANCE, scope: 'payments:read', one: 'payment-run' },
  'GET /api/v1/payment-runs/:id/differences': { who: FINANCE, scope: 'payments:read', one: 'payment-run' },
  'POST /api/v1/payment-runs/:id/submission': { who: ['finance_officer'], one: 'payment-run' },
  'POST /api/v1/payment-runs/:id/approval': { who: ['finance_approver'], one: 'payment-run', fresh: true },
  'GET /api/v1/payment-runs/:id/exports': { who: FINANCE, scope: 'payments:read', one: 'payment-run' },
  'POST /api/v1/payment-runs/:id/exports': { who: ['finance_officer'], one: 'payment-run', fresh: true },
  // A payment file may hold bank details.
  'GET /api/v1/payment-runs/:id/exports/:exportId/file': { who: ['finance_officer'], one: 'payment-run', fresh: true },
  'POST /api/v1/payment-runs/:id/rejection': { who: ['finance_approver'], one: 'payment-run' },
  'POST /api/v1/payment-runs/:id/cancellation': { who: ['finance_officer'], one: 'payment-run' },
  'POST /api/v1/payment-runs/:id/closure': { who: ['finance_officer'], one: 'payment-run' },
  'GET /api/v1/reconciliations': { who: READS_STATEMENTS, scope: 'payments:read', list: 'reconciliation' },
  'POST /api/v1/reconciliations': { who: ['finance_officer'], scope: 'payments:write' },
  'GET /api/v1/reconciliations/:id': { who: READS_STATEMENTS, scope: 'payments:read', one: 'reconciliation' },
  'GET /api/v1/reconciliations/:id/file': { who: READS_STATEMENTS, scope: 'payments:read', one: 'reconciliation' },
  'GET /api/v1/reconciliations/:id/entries': { who: READS_STATEMENTS, scope: 'payments:read', one: 'reconciliation' },
  'POST /api/v1/reconciliations/:id/undo': { who: ['finance_officer'], scope: 'payments:write', one: 'reconciliation' },
  'GET /api/v1/reconciliations/:id/entries/:entryId': {
    who: READS_STATEMENTS,
    scope: 'payments:read',
    one: 'reconciliation',
  },
  'POST /api/v1/reconciliations/:id/entries/:entryId/confirmation': {
    who: ['finance_officer'],
    scope: 'payments:write',
    one: 'reconciliation',
  },
  'POST /api/v1/reconciliations/:id/entries/:entryId/ignore': {
    who: ['finance_officer'],
    scope: 'payments:write',
    one: 'reconciliation',
  },
  'POST /api/v1/reconciliations/:id/entries/:entryId/undo': {
    who: ['finance_officer'],
    scope: 'payments:write',
    one: 'reconciliation',
  },
  'GET /api/v1/statement-mappings': { who: READS_STATEMENTS, scope: 'payments:read', list: 'statement-mapping' },
  'POST /api/v1/statement-mappings': { who: ['finance_officer'], scope: 'payments:write' },
  'GET /api/v1/statement-mappings/:id': { who: READS_STATEMENTS, scope: 'payments:read', one: 'statement-mapping' },
  'PATCH /api/v1/statement-mappings/:id': {
    who: ['finance_officer'],
    scope: 'payments:write',
    one: 'statement-mapping',
  },
  'DELETE /api/v1/statement-mappings/:id': {
    who: ['finance_officer'],
    scope: 'payments:write',
    one: 'statement-mapping',
  },

  'GET /api/v1/findings': { who: PARTNERS, scope: 'register:read', list: 'finding' },
  'GET /api/v1/findings/not-enough-evidence': {
    who: ['partnership_manager'],
    scope: 'register:read',
    list: 'unjudged',
  },
  'GET /api/v1/findings/:id': { who: PARTNERS, scope: 'register:read', one: 'finding' },
  'POST /api/v1/findings/:id/acknowledgement': { who: PARTNERS, scope: 'register:write', one: 'finding' },
  'POST /api/v1/findings/:id/snooze': { who: PARTNERS, scope: 'register:write', one: 'finding' },
  'DELETE /api/v1/findings/:id/snooze': { who: PARTNERS, scope: 'register:write', one: 'finding' },
  'GET /api/v1/waiting-for-you': { who: ['group_lead', 'group_member'], scope: 'register:read', list: 'waiting' },
  'GET /api/v1/report': { who: ['partnership_manager'], scope: 'register:read' },
  'POST /api/v1/imports': { who: ['partnership_manager'], scope: 'imports:write' },
  'GET /api/v1/imports': { who: ['partnership_manager'], scope: 'imports:write', list: 'import' },
  'GET /api/v1/imports/:id': { who: ['partnership_manager'], scope: 'imports:write', one: 'import' },
  'GET /api/v1/imports/:id/rows-to-mend/:file': { who: ['partnership_manager'], scope: 'imports:write', one: 'import' },
  'GET /api/v1/import-templates/:file': { who: ['partnership_manager'], scope: 'imports:write' },
};

/** The documentation, and the files that make pages look right, hold no data: open to everybody. */
export const OPEN_PREFIXES: readonly string[] = ['/api/docs', '/api/openapi.json', '/assets'];
