import type { Role } from './actor';
import { ENTERS_MONEY, GROUP, MONEY, PARTNERS } from './who';

/** Each says of a hold what is its side's to say. */
const HOLDS: readonly Role[] = [...ENTERS_MONEY, ...GROUP];

/** The life of one payment: its page, what either side does about it, and its history. */
export const INSTALMENT_ENTRIES = {
  'GET /o/:org/payments/:id': { who: MONEY, page: true, one: 'instalment' },
  'POST /o/:org/payments/:id/arrival': { who: GROUP, page: true, one: 'instalment' },
  'POST /o/:org/payments/:id/cause': { who: HOLDS, page: true, one: 'instalment' },
  'GET /o/:org/payments/:id/not-arrived': { who: GROUP, page: true, one: 'instalment' },
  'POST /o/:org/payments/:id/not-arrived': { who: GROUP, page: true, one: 'instalment' },
  'GET /o/:org/payments/:id/impact': { who: GROUP, page: true, one: 'instalment' },
  'POST /o/:org/payments/:id/impact': { who: GROUP, page: true, one: 'instalment' },
  'POST /o/:org/payments/:id/impact/:reportId/withdrawal': { who: GROUP, page: true, one: 'instalment' },
  'POST /o/:org/payments/:id/approval': { who: ['partnership_manager'], page: true, one: 'instalment' },
  'POST /o/:org/payments/:id/approval-end': { who: ['partnership_manager'], page: true, one: 'instalment' },
  'POST /o/:org/payments/:id/hold': { who: ENTERS_MONEY, page: true, one: 'instalment' },
  'POST /o/:org/payments/:id/release': { who: ENTERS_MONEY, page: true, one: 'instalment' },
  'POST /o/:org/payments/:id/return': { who: ENTERS_MONEY, page: true, one: 'instalment' },
  'POST /o/:org/payments/:id/new-attempt': { who: ENTERS_MONEY, page: true, one: 'instalment' },
  'POST /o/:org/payments/:id/return-undo': { who: ENTERS_MONEY, page: true, one: 'instalment' },
  'GET /o/:org/payments/:id/receipts/new': { who: ENTERS_MONEY, page: true, one: 'instalment' },
  'POST /o/:org/payments/:id/receipts/new': { who: ENTERS_MONEY, page: true, one: 'instalment' },
  'GET /o/:org/payments/:id/recoveries/new': { who: ENTERS_MONEY, page: true, one: 'instalment' },
  'POST /o/:org/payments/:id/recoveries/new': { who: ENTERS_MONEY, page: true, one: 'instalment' },
  'GET /o/:org/receipts/:id': { who: ENTERS_MONEY, page: true, one: 'receipt' },
  'POST /o/:org/receipts/:id/reversal': { who: ENTERS_MONEY, page: true, one: 'receipt' },

  'GET /api/v1/instalments/:id/history': { who: MONEY, scope: 'payments:read', one: 'instalment' },
  'POST /api/v1/instalments/:id/approval': { who: ['partnership_manager'], scope: 'payments:write', one: 'instalment' },
  'DELETE /api/v1/instalments/:id/approval': {
    who: ['partnership_manager'],
    scope: 'payments:write',
    one: 'instalment',
  },
  'POST /api/v1/instalments/:id/hold': { who: ENTERS_MONEY, scope: 'payments:write', one: 'instalment' },
  'POST /api/v1/instalments/:id/hold/release': { who: ENTERS_MONEY, scope: 'payments:write', one: 'instalment' },
  'PATCH /api/v1/instalments/:id/holds/:holdId': { who: HOLDS, scope: 'payments:write', one: 'instalment' },
  'POST /api/v1/instalments/:id/return': { who: ENTERS_MONEY, scope: 'payments:write', one: 'instalment' },
  'POST /api/v1/instalments/:id/return/undo': { who: ENTERS_MONEY, scope: 'payments:write', one: 'instalment' },
  'POST /api/v1/instalments/:id/new-attempt': { who: ENTERS_MONEY, scope: 'payments:write', one: 'instalment' },
  'POST /api/v1/instalments/:id/arrival-statements': { who: GROUP, scope: 'payments:write', one: 'instalment' },
  'GET /api/v1/instalments/:id/impact-reports': { who: PARTNERS, scope: 'payments:read', one: 'instalment' },
  'POST /api/v1/instalments/:id/impact-reports': { who: GROUP, scope: 'payments:write', one: 'instalment' },
  'DELETE /api/v1/instalments/:id/impact-reports/:reportId': {
    who: GROUP,
    scope: 'payments:write',
    one: 'instalment',
  },
} as const;
