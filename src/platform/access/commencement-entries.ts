import type { AccessEntry } from './access-entry';
import { AGREES, PARTNERS } from './who';

/** How the two sides of a contract agreed to work together. */
export const COMMENCEMENT_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /api/v1/contracts/:id/commencement': { who: PARTNERS, scope: 'register:read', one: 'contract' },
  'POST /api/v1/contracts/:id/commencement': { who: AGREES, scope: 'register:write', one: 'contract' },
  'POST /api/v1/contracts/:id/commencement/confirmation': { who: AGREES, scope: 'register:write', one: 'contract' },
  'POST /api/v1/contracts/:id/commencement/confirmation/outside': {
    who: ['partnership_manager'],
    scope: 'register:write',
    one: 'contract',
  },
  'GET /o/:org/contracts/:id/commencement': { who: PARTNERS, page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/commencement': { who: AGREES, page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/commencement/confirmation': { who: AGREES, page: true, one: 'contract' },
};
