import type { AccessEntry } from './access-entry';
import { GROUP } from './who';

/** The pages of the portal for groups, but for those of money and contracts. */
export const PORTAL_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /glossary': { who: 'anyone', page: true },
  'GET /o/:org/contact-log': { who: GROUP, page: true },
  'GET /o/:org/contact-log/new': { who: GROUP, page: true },
  'POST /o/:org/contact-log/new': { who: GROUP, page: true },
  'GET /o/:org/contact-log/:id': { who: GROUP, page: true, one: 'engagement' },
  'GET /o/:org/contact-log/:id/correction': { who: GROUP, page: true, one: 'engagement' },
  'POST /o/:org/contact-log/:id/correction': { who: GROUP, page: true, one: 'engagement' },
};
