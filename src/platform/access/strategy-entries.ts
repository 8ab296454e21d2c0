import type { AccessEntry } from './access-entry';
import type { Role } from './actor';
import { PARTNERS } from './who';

const KEEPS: readonly Role[] = ['partnership_manager', 'administrator'];
const LINKS: readonly Role[] = ['partnership_manager'];

/** Strategies of a health body, and what is done with groups that serves them. */
export const STRATEGY_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /api/v1/strategies': { who: KEEPS, scope: 'register:read', list: 'strategy' },
  'GET /api/v1/strategies/:id': { who: KEEPS, scope: 'register:read', one: 'strategy' },
  'POST /api/v1/strategies': { who: KEEPS, scope: 'register:write' },
  'PATCH /api/v1/strategies/:id': { who: KEEPS, scope: 'register:write', one: 'strategy' },
  'DELETE /api/v1/strategies/:id': { who: KEEPS, scope: 'register:write', one: 'strategy' },
  'POST /api/v1/strategies/:id/priorities': { who: KEEPS, scope: 'register:write', one: 'strategy' },
  'PATCH /api/v1/strategy-priorities/:id': { who: KEEPS, scope: 'register:write', one: 'strategy-priority' },
  'DELETE /api/v1/strategy-priorities/:id': { who: KEEPS, scope: 'register:write', one: 'strategy-priority' },
  'POST /api/v1/strategies/:id/file': { who: KEEPS, scope: 'register:write', one: 'strategy' },
  'GET /api/v1/strategies/:id/file': {
    who: [...PARTNERS, 'administrator'],
    scope: 'register:read',
    one: 'strategy',
  },
  'GET /api/v1/strategy-links': { who: PARTNERS, scope: 'register:read', list: 'strategy-link' },
  'GET /api/v1/strategy-links/:id': { who: PARTNERS, scope: 'register:read', one: 'strategy-link' },
  'POST /api/v1/contracts/:id/strategy-links': { who: LINKS, scope: 'register:write', one: 'contract' },
  'POST /api/v1/decisions/:id/strategy-links': { who: LINKS, scope: 'register:write', one: 'decision' },
  'DELETE /api/v1/strategy-links/:id': { who: LINKS, scope: 'register:write', one: 'strategy-link' },
};
