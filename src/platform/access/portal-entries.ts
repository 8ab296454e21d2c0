import type { AccessEntry } from './access-entry';

/** The pages of the portal for groups that belong to no one record. */
export const PORTAL_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /glossary': { who: 'anyone', page: true },
};
