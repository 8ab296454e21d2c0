import type { AccessEntry } from './access-entry';
import { ADMIN_ENTRIES } from './admin-entries';
import { BANK_DETAIL_ENTRIES } from './bank-detail-entries';
import { CHALLENGE_ENTRIES } from './challenge-entries';
import { COMMENCEMENT_ENTRIES } from './commencement-entries';
import { CONSOLE_ENTRIES } from './console-entries';
import { CONTRACT_ENTRIES } from './contract-entries';
import { DECISION_ENTRIES } from './decision-entries';
import { STRATEGY_ENTRIES } from './strategy-entries';
import { DIRECTORY_ENTRIES } from './directory-entries';
import { DRAFT_ENTRIES } from './draft-entries';
import { FINANCE_ENTRIES } from './finance-entries';
import { FIND_ENTRIES } from './find-entries';
import { FIT_ENTRIES } from './fit-entries';
import { MEANS_ENTRIES } from './means-entries';
import { INSTALMENT_ENTRIES } from './instalment-entries';
import { LATE_PAYMENT_ENTRIES } from './late-payment-entries';
import { MATERIAL_ENTRIES } from './material-entries';
import { MENTORING_ENTRIES } from './mentoring-entries';
import { MONEY_PAGE_ENTRIES } from './money-page-entries';
import { PAGE_ENTRIES } from './page-entries';
import { PORTAL_ENTRIES } from './portal-entries';
import { REGISTER_ENTRIES } from './register-entries';
import { SIGN_IN_ENTRIES } from './sign-in-entries';

export type { AccessEntry, Subject } from './access-entry';

/** Role by route. The relation (own, another tenant's, restricted) is kept by row-level security and tested from here. */
export const ACCESS_TABLE: Readonly<Record<string, AccessEntry>> = {
  'GET /health': { who: 'anyone' },
  'GET /health/live': { who: 'anyone' },
  'GET /health/ready': { who: 'anyone' },
  // Not public: it asks for the metrics token itself, and is not there without one.
  'GET /metrics': { who: 'anyone' },

  ...PAGE_ENTRIES,
  ...PORTAL_ENTRIES,
  ...DRAFT_ENTRIES,
  ...CONSOLE_ENTRIES,
  ...SIGN_IN_ENTRIES,
  ...REGISTER_ENTRIES,
  ...CONTRACT_ENTRIES,
  ...DECISION_ENTRIES,
  ...MATERIAL_ENTRIES,
  ...STRATEGY_ENTRIES,
  ...CHALLENGE_ENTRIES,
  ...DIRECTORY_ENTRIES,
  ...MENTORING_ENTRIES,
  ...COMMENCEMENT_ENTRIES,
  ...FIT_ENTRIES,
  ...MEANS_ENTRIES,
  ...FINANCE_ENTRIES,
  ...INSTALMENT_ENTRIES,
  ...LATE_PAYMENT_ENTRIES,
  ...BANK_DETAIL_ENTRIES,
  ...ADMIN_ENTRIES,
  ...FIND_ENTRIES,
  ...MONEY_PAGE_ENTRIES,
};

/** The documentation, and the files that make pages look right, hold no data: open to everybody. */
export const OPEN_PREFIXES: readonly string[] = ['/api/docs', '/api/openapi.json', '/assets'];
