import type { AccessEntry } from './access-entry';
import { PARTNERS } from './who';

const MANAGER = ['partnership_manager'] as const;

/** Whether what a contract asks for is what the group says that it does. */
export const FIT_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /api/v1/contracts/:id/fit': { who: PARTNERS, scope: 'register:read', one: 'contract' },
  'PUT /api/v1/contracts/:id/fit': { who: MANAGER, scope: 'register:write', one: 'contract' },
  'POST /api/v1/contracts/:id/fit/override': { who: MANAGER, scope: 'register:write', one: 'contract' },
};
