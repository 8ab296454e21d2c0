import type { Role } from './actor';
import { FINANCE, GROUP } from './who';

const BOTH: readonly Role[] = [...FINANCE, ...GROUP];

/** Bank details are for people only, but for reading what is masked. */
export const BANK_DETAIL_ENTRIES = {
  'GET /api/v1/bank-vault': { who: ['administrator', ...FINANCE], scope: 'payments:read' },
  'POST /api/v1/bank-vault': { who: ['administrator'], fresh: true },
  'POST /api/v1/bank-vault/end': { who: ['administrator'], fresh: true },
  'GET /api/v1/bank-details': { who: BOTH, scope: 'payments:read', list: 'bank-detail' },
  'POST /api/v1/bank-details': { who: ['finance_officer'], fresh: true },
  'GET /api/v1/bank-details/:id': { who: BOTH, scope: 'payments:read', one: 'bank-detail' },
  'GET /api/v1/bank-details/:id/history': { who: BOTH, scope: 'payments:read', one: 'bank-detail' },
  'POST /api/v1/bank-details/:id/looks': { who: FINANCE, one: 'bank-detail', fresh: true },
  'GET /api/v1/bank-details/:id/numbers-to-call': { who: FINANCE, one: 'bank-detail' },
  'POST /api/v1/bank-details/:id/call-backs': { who: FINANCE, one: 'bank-detail' },
  'POST /api/v1/bank-details/:id/confirmation': { who: ['finance_approver'], one: 'bank-detail', fresh: true },
  'POST /api/v1/bank-details/:id/refusal': { who: ['finance_approver'], one: 'bank-detail' },
  'POST /api/v1/bank-details/:id/cancellation': { who: FINANCE, one: 'bank-detail' },
  'POST /api/v1/bank-details/:id/end': { who: ['finance_approver'], one: 'bank-detail', fresh: true },
  'POST /api/v1/bank-details/:id/objection': { who: GROUP, one: 'bank-detail' },

  'GET /o/:org/admin/bank-vault': { who: ['administrator'], page: true },
  'POST /o/:org/admin/bank-vault': { who: ['administrator'], page: true, fresh: true },
  'POST /o/:org/admin/bank-vault/end': { who: ['administrator'], page: true, fresh: true },
  'GET /o/:org/finance/bank-details': { who: FINANCE, page: true },
  'GET /o/:org/finance/bank-details/new': { who: ['finance_officer'], page: true, fresh: true },
  'POST /o/:org/finance/bank-details/new': { who: ['finance_officer'], page: true, fresh: true },
  'GET /o/:org/finance/bank-details/:id': { who: FINANCE, page: true, one: 'bank-detail' },
  'POST /o/:org/finance/bank-details/:id/look': { who: FINANCE, page: true, one: 'bank-detail', fresh: true },
  'POST /o/:org/finance/bank-details/:id/call-back': { who: FINANCE, page: true, one: 'bank-detail' },
  'POST /o/:org/finance/bank-details/:id/confirmation': {
    who: ['finance_approver'],
    page: true,
    one: 'bank-detail',
    fresh: true,
  },
  'POST /o/:org/finance/bank-details/:id/refusal': { who: ['finance_approver'], page: true, one: 'bank-detail' },
  'POST /o/:org/finance/bank-details/:id/cancellation': { who: FINANCE, page: true, one: 'bank-detail' },
  'POST /o/:org/finance/bank-details/:id/end': {
    who: ['finance_approver'],
    page: true,
    one: 'bank-detail',
    fresh: true,
  },
  'GET /o/:org/where-we-are-paid': { who: GROUP, page: true },
  'POST /o/:org/where-we-are-paid/:id/objection': { who: GROUP, page: true, one: 'bank-detail' },
} as const;
