import type { AccessEntry } from './access-entry';
import type { Role } from './actor';
import { GROUP, PARTNERS } from './who';

const KEEPS: readonly Role[] = ['administrator', 'partnership_manager'];
const READS: readonly Role[] = [...KEEPS, ...GROUP];
const MANAGER: readonly Role[] = ['partnership_manager'];

/** Who is who at a health body, and being introduced to somebody there. */
export const DIRECTORY_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /api/v1/directory-entries': { who: READS, scope: 'register:read', list: 'directory-entry' },
  'GET /api/v1/directory-entries/:id': { who: READS, scope: 'register:read', one: 'directory-entry' },
  'POST /api/v1/directory-entries': { who: KEEPS, scope: 'register:write' },
  'PATCH /api/v1/directory-entries/:id': { who: KEEPS, scope: 'register:write', one: 'directory-entry' },
  'POST /api/v1/directory-entries/:id/removal': { who: KEEPS, scope: 'register:write', one: 'directory-entry' },
  'POST /api/v1/directory-entries/:id/introductions': { who: GROUP, scope: 'register:write', one: 'directory-entry' },
  'GET /api/v1/introductions': { who: PARTNERS, scope: 'register:read', list: 'introduction' },
  'GET /api/v1/introductions/:id': { who: PARTNERS, scope: 'register:read', one: 'introduction' },
  'POST /api/v1/introductions/:id/answer': { who: MANAGER, scope: 'register:write', one: 'introduction' },
  'POST /api/v1/introductions/:id/withdrawal': { who: GROUP, scope: 'register:write', one: 'introduction' },
  'GET /api/v1/exports/directory': { who: KEEPS, scope: 'register:read' },
  'GET /api/v1/exports/introductions': { who: PARTNERS, scope: 'register:read' },
  'GET /o/:org/who-is-who': { who: READS, page: true },
  'GET /o/:org/who-is-who/directory.csv': { who: KEEPS, page: true },
  'GET /o/:org/who-is-who/new': { who: KEEPS, page: true },
  'POST /o/:org/who-is-who/new': { who: KEEPS, page: true },
  'GET /o/:org/who-is-who/:id': { who: READS, page: true, one: 'directory-entry' },
  'POST /o/:org/who-is-who/:id/introductions': { who: GROUP, page: true, one: 'directory-entry' },
  'GET /o/:org/who-is-who/:id/change': { who: KEEPS, page: true, one: 'directory-entry' },
  'POST /o/:org/who-is-who/:id/change': { who: KEEPS, page: true, one: 'directory-entry' },
  'GET /o/:org/who-is-who/:id/removal': { who: KEEPS, page: true, one: 'directory-entry' },
  'POST /o/:org/who-is-who/:id/removal': { who: KEEPS, page: true, one: 'directory-entry' },
  'GET /o/:org/introductions': { who: PARTNERS, page: true },
  'GET /o/:org/introductions/introductions.csv': { who: PARTNERS, page: true },
  'GET /o/:org/introductions/:id': { who: PARTNERS, page: true, one: 'introduction' },
  'POST /o/:org/introductions/:id/answer': { who: MANAGER, page: true, one: 'introduction' },
  'POST /o/:org/introductions/:id/withdrawal': { who: GROUP, page: true, one: 'introduction' },
};
