import type { AccessEntry } from './access-entry';
import { PARTNERS } from './who';

const MANAGER = ['partnership_manager'] as const;

/** Whether what a contract asks for is what the group says that it does. */
export const FIT_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /api/v1/contracts/:id/fit': { who: PARTNERS, scope: 'register:read', one: 'contract' },
  'PUT /api/v1/contracts/:id/fit': { who: MANAGER, scope: 'register:write', one: 'contract' },
  'POST /api/v1/contracts/:id/fit/override': { who: MANAGER, scope: 'register:write', one: 'contract' },
  'GET /o/:org/contracts/:id/fit': { who: PARTNERS, page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/fit': { who: MANAGER, page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/fit/override': { who: MANAGER, page: true, one: 'contract' },
  'GET /o/:org/profile/work': { who: ['group_lead'], page: true },
  'POST /o/:org/profile/work': { who: ['group_lead'], page: true },
  'GET /o/:org/partnerships/find': { who: MANAGER, page: true },
  'GET /o/:org/partnerships/:id/profile': { who: MANAGER, page: true, one: 'partnership' },
  'POST /o/:org/partnerships/:id/profile': { who: MANAGER, page: true, one: 'partnership' },
};
