import type { AccessEntry } from './access-entry';
import { EVERYBODY } from './who';

/** What people have begun to write and not sent. Each sees their own; which forms they have follows from their roles. */
export const DRAFT_ENTRIES: Readonly<Record<string, AccessEntry>> = {
  'GET /o/:org/drafts': { who: EVERYBODY, page: true },
  'POST /o/:org/drafts': { who: EVERYBODY, page: true },
  'POST /o/:org/drafts/removal': { who: EVERYBODY, page: true },
  // What it takes back asks for the role of the page where that is done otherwise.
  'POST /o/:org/undo': { who: EVERYBODY, page: true },
};
