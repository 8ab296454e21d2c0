import type { AccessEntry } from './access-entry';
import { GROUP, PARTNERS } from './who';

const LEAD = ['group_lead'] as const;

/** What a group lives on until it is paid, and what proposed terms do to that. */
export const MEANS_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /api/v1/organisations/:id/means': { who: GROUP, scope: 'register:read', one: 'organisation' },
  'PUT /api/v1/organisations/:id/means': { who: LEAD, scope: 'register:write', one: 'organisation' },
  'GET /api/v1/contracts/:id/funding-impact': { who: PARTNERS, scope: 'register:read', one: 'contract' },
  'GET /o/:org/reserves': { who: LEAD, page: true },
  'POST /o/:org/reserves': { who: LEAD, page: true },
};
