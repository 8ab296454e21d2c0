import type { AccessEntry } from './access-entry';
import { ENTERS_MONEY, FINANCE, GROUP, MONEY } from './who';

/** With which money is made ready, and runs are looked through. */
export const MONEY_PAGE_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /o/:org/payee-name': { who: GROUP, page: true },
  'POST /o/:org/payee-name': { who: ['group_lead'], page: true },
  'GET /o/:org/contracts/:id/payee-name': { who: ['partnership_manager'], page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/payee-name': { who: ['partnership_manager'], page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/paperwork/setup': { who: ENTERS_MONEY, page: true, one: 'contract' },
  'GET /o/:org/purchase-orders/:id': { who: ENTERS_MONEY, page: true, one: 'purchase-order' },
  'POST /o/:org/purchase-orders/:id': { who: ENTERS_MONEY, page: true, one: 'purchase-order' },
  'POST /o/:org/purchase-orders/:id/removal': { who: ENTERS_MONEY, page: true, one: 'purchase-order' },
  'GET /o/:org/recoveries-due/:id': { who: MONEY, page: true, one: 'recovery-due' },
  'POST /o/:org/recoveries-due/:id/waiver': { who: ['partnership_manager'], page: true, one: 'recovery-due' },
  'GET /api/v1/payment-runs/:id/additions': { who: FINANCE, scope: 'payments:read', one: 'payment-run' },
  'GET /o/:org/finance/not-ready': { who: FINANCE, page: true },
  'GET /o/:org/finance/runs': { who: FINANCE, page: true },
  'GET /o/:org/finance/runs/:id/additions': { who: ['finance_officer'], page: true, one: 'payment-run' },
  'POST /o/:org/finance/runs/:id/additions': { who: ['finance_officer'], page: true, one: 'payment-run' },
};
