import type { AccessEntry } from './access-entry';
import { AGREES, EVERYBODY, GROUP, PARTNERS } from './who';
import type { Role } from './actor';

/** Those of a health body who may be named for private matters: whoever manages partnerships stands inside. */
const TOLD_IN_PRIVATE: readonly Role[] = ['finance_officer', 'finance_approver', 'administrator', 'auditor', ...GROUP];

/** What is not right, between both sides, and what a group tells one person alone. */
export const CHALLENGE_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /api/v1/challenges': { who: PARTNERS, scope: 'register:read', list: 'challenge' },
  'GET /api/v1/challenges/:id': { who: PARTNERS, scope: 'register:read', one: 'challenge' },
  'POST /api/v1/challenges': { who: PARTNERS, scope: 'register:write' },
  'POST /api/v1/challenges/:id/answer': { who: AGREES, scope: 'register:write', one: 'challenge' },
  'POST /api/v1/challenges/:id/acceptance': { who: PARTNERS, scope: 'register:write', one: 'challenge' },
  'POST /api/v1/challenges/:id/taking-up': { who: PARTNERS, scope: 'register:write', one: 'challenge' },
  'POST /api/v1/challenges/:id/withdrawal': { who: PARTNERS, scope: 'register:write', one: 'challenge' },
  'GET /api/v1/settings/private-person': { who: ['administrator', 'auditor'], scope: 'register:read' },
  'PUT /api/v1/settings/private-person': { who: ['administrator'], scope: 'settings:write' },
  'GET /api/v1/private-people': { who: EVERYBODY, scope: 'register:read' },
  // No scope: a token is nobody, so it is told nothing in private. Whose matter it is, the tables themselves know.
  'GET /api/v1/private-matters': { who: TOLD_IN_PRIVATE },
  'POST /api/v1/private-matters': { who: GROUP },
  'POST /api/v1/private-matters/:id/replies': { who: TOLD_IN_PRIVATE },
  'GET /api/v1/exports/challenges': { who: PARTNERS, scope: 'register:read' },
  'GET /o/:org/challenges': { who: PARTNERS, page: true },
  'GET /o/:org/challenges/challenges.csv': { who: PARTNERS, page: true },
  'GET /o/:org/challenges/new': { who: PARTNERS, page: true },
  'POST /o/:org/challenges/new': { who: PARTNERS, page: true },
  'GET /o/:org/challenges/:id': { who: PARTNERS, page: true, one: 'challenge' },
  'POST /o/:org/challenges/:id/answer': { who: AGREES, page: true, one: 'challenge' },
  'POST /o/:org/challenges/:id/next': { who: PARTNERS, page: true, one: 'challenge' },
  'GET /o/:org/help': { who: EVERYBODY, page: true },
  'GET /o/:org/private': { who: TOLD_IN_PRIVATE, page: true },
  'POST /o/:org/private': { who: GROUP, page: true },
  'POST /o/:org/private/:id': { who: TOLD_IN_PRIVATE, page: true },
  'GET /o/:org/admin/settings/private-person': { who: ['administrator', 'auditor'], page: true },
  'POST /o/:org/admin/settings/private-person': { who: ['administrator'], page: true },
};
