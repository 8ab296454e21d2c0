import type { AccessEntry } from './access-entry';
import type { Role } from './actor';
import { PARTNERS } from './who';

const MANAGER: readonly Role[] = ['partnership_manager'];

/** Which partners are new, and who mentors them. */
export const MENTORING_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /api/v1/partnerships/:id/mentoring': { who: PARTNERS, scope: 'register:read', one: 'partnership' },
  'PUT /api/v1/partnerships/:id/mentoring': { who: MANAGER, scope: 'register:write', one: 'partnership' },
  'POST /api/v1/partnerships/:id/mentoring/review': { who: MANAGER, scope: 'register:write', one: 'partnership' },
  'GET /o/:org/mentors': { who: PARTNERS, page: true },
  'GET /o/:org/mentors/mentors.csv': { who: PARTNERS, page: true },
  'GET /o/:org/mentors/talks.csv': { who: PARTNERS, page: true },
  'GET /o/:org/mentors/:id/talk': { who: PARTNERS, page: true, one: 'partnership' },
  'POST /o/:org/mentors/:id/talk': { who: PARTNERS, page: true, one: 'partnership' },
  'GET /api/v1/exports/mentors': { who: PARTNERS, scope: 'register:read' },
  'GET /api/v1/exports/mentoring-talks': { who: PARTNERS, scope: 'register:read' },
  'POST /o/:org/partnerships/:id/mentor/review': { who: MANAGER, page: true, one: 'partnership' },
  'GET /o/:org/partnerships/:id/mentor': { who: MANAGER, page: true, one: 'partnership' },
  'POST /o/:org/partnerships/:id/mentor': { who: MANAGER, page: true, one: 'partnership' },
};
