import type { AccessEntry } from './access-entry';
import { GROUP, PARTNERS } from './who';

const LEAD = ['group_lead'] as const;

/** The pages of the portal for groups, but for those of money and contracts. */
export const PORTAL_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /glossary': { who: 'anyone', page: true },
  'GET /api/v1/organisations/:id/capacity': { who: PARTNERS, scope: 'register:read', one: 'organisation' },
  'POST /api/v1/organisations/:id/capacity': { who: GROUP, scope: 'register:write', one: 'organisation' },
  'GET /o/:org/capacity': { who: GROUP, page: true },
  'POST /o/:org/capacity': { who: GROUP, page: true },
  'GET /o/:org/profile': { who: GROUP, page: true },
  'GET /o/:org/profile/change': { who: LEAD, page: true },
  'POST /o/:org/profile/change': { who: LEAD, page: true },
  'GET /o/:org/help': { who: GROUP, page: true },
  'GET /o/:org/record': { who: GROUP, page: true },
  'GET /o/:org/record/everything.jsonl': { who: LEAD, page: true },
  // Whoever holds the secret of the address: a calendar signs in to nothing.
  'GET /calendar/:token/dates.ics': { who: 'anyone', page: true },
  'GET /o/:org/calendar': { who: PARTNERS, page: true },
  'POST /o/:org/calendar': { who: PARTNERS, page: true },
  'POST /o/:org/calendar/end': { who: PARTNERS, page: true },
  'GET /o/:org/people': { who: GROUP, page: true },
  'GET /o/:org/people/access/new': { who: LEAD, page: true, fresh: true },
  'POST /o/:org/people/access/new': { who: LEAD, page: true, fresh: true },
  'GET /o/:org/people/access/:id': { who: LEAD, page: true, one: 'user' },
  'POST /o/:org/people/access/:id/role': { who: LEAD, page: true, one: 'user', fresh: true },
  'POST /o/:org/people/access/:id/link': { who: LEAD, page: true, one: 'user', fresh: true },
  'GET /o/:org/people/access/:id/end': { who: LEAD, page: true, one: 'user', fresh: true },
  'POST /o/:org/people/access/:id/end': { who: LEAD, page: true, one: 'user', fresh: true },
  'GET /o/:org/people/new': { who: LEAD, page: true },
  'POST /o/:org/people/new': { who: LEAD, page: true },
  'GET /o/:org/people/:id': { who: LEAD, page: true, one: 'person' },
  'POST /o/:org/people/:id': { who: LEAD, page: true, one: 'person' },
  'POST /o/:org/people/:id/contacts': { who: LEAD, page: true, one: 'person' },
  'POST /o/:org/people/contacts/:id/verification': { who: LEAD, page: true, one: 'contact' },
  'POST /o/:org/people/:id/departure': { who: LEAD, page: true, one: 'person' },
  'POST /o/:org/people/:id/departure-notice': { who: LEAD, page: true, one: 'person' },
  'GET /o/:org/contact-log': { who: GROUP, page: true },
  'GET /o/:org/contact-log/new': { who: GROUP, page: true },
  'POST /o/:org/contact-log/new': { who: GROUP, page: true },
  'GET /o/:org/contact-log/:id': { who: GROUP, page: true, one: 'engagement' },
  'GET /o/:org/contact-log/:id/correction': { who: GROUP, page: true, one: 'engagement' },
  'POST /o/:org/contact-log/:id/correction': { who: GROUP, page: true, one: 'engagement' },
};
