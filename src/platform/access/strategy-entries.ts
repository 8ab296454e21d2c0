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
  'GET /api/v1/exports/strategy-links': { who: PARTNERS, scope: 'register:read' },
  'GET /o/:org/strategy-links.csv': { who: PARTNERS, page: true },
  'GET /o/:org/strategies/:id/file': { who: [...PARTNERS, 'administrator'], page: true, one: 'strategy' },
  'GET /o/:org/admin/strategy': { who: KEEPS, page: true },
  'POST /o/:org/admin/strategy': { who: KEEPS, page: true },
  'GET /o/:org/admin/strategy/:id': { who: KEEPS, page: true, one: 'strategy' },
  'GET /o/:org/admin/strategy/:id/change': { who: KEEPS, page: true, one: 'strategy' },
  'POST /o/:org/admin/strategy/:id/change': { who: KEEPS, page: true, one: 'strategy' },
  'POST /o/:org/admin/strategy/:id/removal': { who: KEEPS, page: true, one: 'strategy' },
  'POST /o/:org/admin/strategy/:id/priorities': { who: KEEPS, page: true, one: 'strategy' },
  'POST /o/:org/admin/strategy/:id/file': { who: KEEPS, page: true, one: 'strategy', upload: true },
  'GET /o/:org/admin/strategy-priorities/:id': { who: KEEPS, page: true, one: 'strategy-priority' },
  'POST /o/:org/admin/strategy-priorities/:id': { who: KEEPS, page: true, one: 'strategy-priority' },
  'POST /o/:org/admin/strategy-priorities/:id/removal': { who: KEEPS, page: true, one: 'strategy-priority' },
  'GET /o/:org/contracts/:id/strategy': { who: LINKS, page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/strategy': { who: LINKS, page: true, one: 'contract' },
  'GET /o/:org/decisions/:id/strategy': { who: LINKS, page: true, one: 'decision' },
  'POST /o/:org/decisions/:id/strategy': { who: LINKS, page: true, one: 'decision' },
  'GET /o/:org/strategy-links/:id/removal': { who: LINKS, page: true, one: 'strategy-link' },
  'POST /o/:org/strategy-links/:id/removal': { who: LINKS, page: true, one: 'strategy-link' },
};
