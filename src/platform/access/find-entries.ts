import type { AccessEntry } from './access-entry';
import { MONEY, PARTNERS } from './who';

/** Finding what was written, and the documents that go with it. */
export const FIND_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /api/v1/search': { who: MONEY },
  'GET /o/:org/search': { who: MONEY, page: true },

  'GET /api/v1/documents': { who: PARTNERS, scope: 'register:read', list: 'document' },
  'GET /api/v1/documents/:id': { who: PARTNERS, scope: 'register:read', one: 'document' },
  'DELETE /api/v1/documents/:id': { who: PARTNERS, scope: 'register:write', one: 'document' },
  'POST /api/v1/contracts/:id/documents': { who: PARTNERS, scope: 'register:write', one: 'contract' },
  'POST /api/v1/instalments/:id/documents': { who: PARTNERS, scope: 'register:write', one: 'instalment' },
  'POST /api/v1/engagements/:id/documents': { who: PARTNERS, scope: 'register:write', one: 'engagement' },
  'POST /api/v1/decisions/:id/documents': { who: PARTNERS, scope: 'register:write', one: 'decision' },
  'GET /o/:org/decisions/:id/files': { who: PARTNERS, page: true, one: 'decision' },
  'POST /o/:org/decisions/:id/files': { who: PARTNERS, page: true, one: 'decision', upload: true },
  'GET /o/:org/contracts/:id/files': { who: PARTNERS, page: true, one: 'contract' },
  'POST /o/:org/contracts/:id/files': { who: PARTNERS, page: true, one: 'contract', upload: true },
  'GET /o/:org/payments/:id/files': { who: PARTNERS, page: true, one: 'instalment' },
  'POST /o/:org/payments/:id/files': { who: PARTNERS, page: true, one: 'instalment', upload: true },
  'GET /o/:org/contact-log/:id/files': { who: PARTNERS, page: true, one: 'engagement' },
  'POST /o/:org/contact-log/:id/files': { who: PARTNERS, page: true, one: 'engagement', upload: true },
  'GET /o/:org/documents/:id': { who: PARTNERS, page: true, one: 'document' },
  'GET /o/:org/documents/:id/removal': { who: PARTNERS, page: true, one: 'document' },
  'POST /o/:org/documents/:id/removal': { who: PARTNERS, page: true, one: 'document' },
};
