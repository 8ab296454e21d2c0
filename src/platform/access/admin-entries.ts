import type { AccessEntry } from './access-entry';

const ADMINISTRATOR = ['administrator'] as const;
const READS_SETTINGS = ['administrator', 'auditor'] as const;

/** The pages of those who keep people, keys and settings. */
export const ADMIN_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /o/:org/admin/people': { who: ADMINISTRATOR, page: true },
  'GET /o/:org/admin/people/new': { who: ADMINISTRATOR, page: true, fresh: true },
  'POST /o/:org/admin/people/new': { who: ADMINISTRATOR, page: true, fresh: true },
  'GET /o/:org/admin/people/:id': { who: ADMINISTRATOR, page: true, one: 'user' },
  'GET /o/:org/admin/people/:id/roles': { who: ADMINISTRATOR, page: true, one: 'user', fresh: true },
  'POST /o/:org/admin/people/:id/roles': { who: ADMINISTRATOR, page: true, one: 'user', fresh: true },
  'GET /o/:org/admin/people/:id/end': { who: ADMINISTRATOR, page: true, one: 'user', fresh: true },
  'POST /o/:org/admin/people/:id/end': { who: ADMINISTRATOR, page: true, one: 'user', fresh: true },
  'GET /o/:org/admin/people/:id/link': { who: ADMINISTRATOR, page: true, one: 'user', fresh: true },
  'POST /o/:org/admin/people/:id/link': { who: ADMINISTRATOR, page: true, one: 'user', fresh: true },
  'GET /o/:org/admin/tokens': { who: ADMINISTRATOR, page: true },
  'GET /o/:org/admin/tokens/new': { who: ADMINISTRATOR, page: true, fresh: true },
  'POST /o/:org/admin/tokens/new': { who: ADMINISTRATOR, page: true, fresh: true },
  'GET /o/:org/admin/tokens/:id/revoke': { who: ADMINISTRATOR, page: true, one: 'api-token' },
  'POST /o/:org/admin/tokens/:id/revoke': { who: ADMINISTRATOR, page: true, one: 'api-token' },
  'GET /o/:org/admin/settings': { who: READS_SETTINGS, page: true },
  'GET /o/:org/admin/settings/appearance': { who: READS_SETTINGS, page: true },
  'POST /o/:org/admin/settings/appearance': { who: ADMINISTRATOR, page: true },
  'GET /o/:org/admin/settings/thresholds': { who: READS_SETTINGS, page: true },
  'POST /o/:org/admin/settings/thresholds': { who: ADMINISTRATOR, page: true },
  'GET /api/v1/settings/words': { who: READS_SETTINGS, scope: 'register:read' },
  'PUT /api/v1/settings/words': { who: ADMINISTRATOR, scope: 'settings:write' },
  'GET /o/:org/admin/settings/words': { who: READS_SETTINGS, page: true },
  'POST /o/:org/admin/settings/words': { who: ADMINISTRATOR, page: true },
  'GET /o/:org/admin/settings/holidays': { who: READS_SETTINGS, page: true },
  'POST /o/:org/admin/settings/holidays': { who: ADMINISTRATOR, page: true },
  'GET /o/:org/admin/settings/holidays/:id/removal': { who: ADMINISTRATOR, page: true, one: 'bank-holiday' },
  'POST /o/:org/admin/settings/holidays/:id/removal': { who: ADMINISTRATOR, page: true, one: 'bank-holiday' },
  'GET /o/:org/admin/settings/rates': { who: READS_SETTINGS, page: true },
  'POST /o/:org/admin/settings/rates': { who: ADMINISTRATOR, page: true },
  'GET /o/:org/admin/audit': { who: READS_SETTINGS, page: true },
  'GET /o/:org/admin/audit/file': { who: READS_SETTINGS, page: true },
  'POST /o/:org/admin/audit/check': { who: READS_SETTINGS, page: true },
  'GET /o/:org/admin/imports': { who: ['administrator', 'partnership_manager'], page: true },
};
