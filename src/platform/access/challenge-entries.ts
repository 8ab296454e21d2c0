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
};
