import type { AccessEntry } from './access-entry';
import { GROUP, PARTNERS } from './who';

/** The pages of the portal for groups, but for those of money and contracts. */
export const PORTAL_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /glossary': { who: 'anyone', page: true },
  'GET /api/v1/organisations/:id/capacity': { who: PARTNERS, scope: 'register:read', one: 'organisation' },
  'POST /api/v1/organisations/:id/capacity': { who: GROUP, scope: 'register:write', one: 'organisation' },
  'GET /o/:org/capacity': { who: GROUP, page: true },
  'POST /o/:org/capacity': { who: GROUP, page: true },
  'GET /o/:org/contact-log': { who: GROUP, page: true },
  'GET /o/:org/contact-log/new': { who: GROUP, page: true },
  'POST /o/:org/contact-log/new': { who: GROUP, page: true },
  'GET /o/:org/contact-log/:id': { who: GROUP, page: true, one: 'engagement' },
  'GET /o/:org/contact-log/:id/correction': { who: GROUP, page: true, one: 'engagement' },
  'POST /o/:org/contact-log/:id/correction': { who: GROUP, page: true, one: 'engagement' },
};
