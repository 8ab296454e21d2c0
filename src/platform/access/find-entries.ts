import type { AccessEntry } from './access-entry';
import { MONEY } from './who';

/** Finding what was written, and the documents that go with it. */
export const FIND_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /api/v1/search': { who: MONEY },
  'GET /o/:org/search': { who: MONEY, page: true },
};
