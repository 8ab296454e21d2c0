import type { Role } from './actor';
import { ENTERS_MONEY, MONEY, PARTNERS } from './who';

/** How a health body pays is read by all of it that deals with money or watches over it. */
const READS_FIGURES: readonly Role[] = ['partnership_manager', 'finance_officer', 'finance_approver', 'auditor'];

/** Late payments, what is claimed for them, and the figures of how promptly was paid. */
export const LATE_PAYMENT_ENTRIES = {
  'GET /o/:org/late-payments': { who: ['partnership_manager'], page: true },
  'GET /o/:org/payments/:id/late-case': { who: PARTNERS, page: true, one: 'instalment' },
  'POST /o/:org/payments/:id/late-case': { who: PARTNERS, page: true, one: 'instalment' },
  'GET /o/:org/late-payments/:id': { who: PARTNERS, page: true, one: 'late-case' },
  'POST /o/:org/late-payments/:id/owner': { who: ['partnership_manager'], page: true, one: 'late-case' },
  'POST /o/:org/late-payments/:id/reply': { who: ['partnership_manager'], page: true, one: 'late-case' },
  'POST /o/:org/late-payments/:id/cause': { who: PARTNERS, page: true, one: 'late-case' },
  'POST /o/:org/late-payments/:id/resolution': { who: PARTNERS, page: true, one: 'late-case' },
  'GET /o/:org/payments/:id/claim': { who: ['group_lead', 'group_member'], page: true, one: 'instalment' },
  'GET /o/:org/payments/:id/claim/check': { who: ['group_lead'], page: true, one: 'instalment' },
  'POST /o/:org/payments/:id/claim': { who: ['group_lead'], page: true, one: 'instalment' },
  'GET /o/:org/claims': { who: MONEY, page: true },
  'GET /o/:org/claims/:id': { who: MONEY, page: true, one: 'interest-claim' },
  'POST /o/:org/claims/:id/payment': { who: ENTERS_MONEY, page: true, one: 'interest-claim' },
  'POST /o/:org/claims/:id/payment-undone': { who: ENTERS_MONEY, page: true, one: 'interest-claim' },
  'POST /o/:org/claims/:id/withdrawal': { who: ['group_lead'], page: true, one: 'interest-claim' },
  'GET /o/:org/finance/figures': { who: READS_FIGURES, page: true },
  'GET /o/:org/finance/figures/figures.csv': { who: READS_FIGURES, page: true },
  'GET /o/:org/finance/figures/payments.csv': { who: READS_FIGURES, page: true },
  'POST /o/:org/finance/figures/statement': { who: ['finance_officer', 'finance_approver'], page: true },
  'POST /o/:org/finance/figures/statements/:id/withdrawal': {
    who: ['finance_officer', 'finance_approver'],
    page: true,
    one: 'figure-statement',
  },
  'GET /api/v1/late-payment-cases': { who: PARTNERS, scope: 'payments:read', list: 'late-case' },
  'POST /api/v1/late-payment-cases': { who: PARTNERS, scope: 'payments:write' },
  'GET /api/v1/late-payment-cases/:id': { who: PARTNERS, scope: 'payments:read', one: 'late-case' },
  'POST /api/v1/late-payment-cases/:id/owner': {
    who: ['partnership_manager'],
    scope: 'payments:write',
    one: 'late-case',
  },
  'POST /api/v1/late-payment-cases/:id/replies': {
    who: ['partnership_manager'],
    scope: 'payments:write',
    one: 'late-case',
  },
  'POST /api/v1/late-payment-cases/:id/cause': { who: PARTNERS, scope: 'payments:write', one: 'late-case' },
  'POST /api/v1/late-payment-cases/:id/resolution': { who: PARTNERS, scope: 'payments:write', one: 'late-case' },
  'GET /api/v1/interest-claims': { who: MONEY, scope: 'payments:read', list: 'interest-claim' },
  'POST /api/v1/interest-claims': { who: ['group_lead'], scope: 'payments:write' },
  'GET /api/v1/interest-claims/:id': { who: MONEY, scope: 'payments:read', one: 'interest-claim' },
  'POST /api/v1/interest-claims/:id/payment': { who: ENTERS_MONEY, scope: 'payments:write', one: 'interest-claim' },
  'DELETE /api/v1/interest-claims/:id/payment': { who: ENTERS_MONEY, scope: 'payments:write', one: 'interest-claim' },
  'POST /api/v1/interest-claims/:id/withdrawal': {
    who: ['group_lead'],
    scope: 'payments:write',
    one: 'interest-claim',
  },
  'GET /api/v1/reports/payment-performance': { who: READS_FIGURES, scope: 'payments:read' },
  'GET /api/v1/reports/payment-performance.csv': { who: READS_FIGURES, scope: 'payments:read' },
  'GET /api/v1/reports/payment-performance/payments.csv': { who: READS_FIGURES, scope: 'payments:read' },
  'GET /api/v1/reporting-periods': { who: READS_FIGURES, scope: 'payments:read' },
  'GET /api/v1/figure-statements': { who: READS_FIGURES, scope: 'payments:read', list: 'figure-statement' },
  'POST /api/v1/figure-statements': { who: ['finance_officer', 'finance_approver'], scope: 'payments:write' },
  'GET /api/v1/figure-statements/:id': { who: READS_FIGURES, scope: 'payments:read', one: 'figure-statement' },
  'POST /api/v1/figure-statements/:id/withdrawal': {
    who: ['finance_officer', 'finance_approver'],
    scope: 'payments:write',
    one: 'figure-statement',
  },
} as const;
