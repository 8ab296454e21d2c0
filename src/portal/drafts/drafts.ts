import { DraftInterceptor } from './draft.interceptor';
import { DraftsPage } from './drafts.page';
import { Drafts } from './drafts.service';
import { DraftsOfEndedSessions } from './ended-sessions.service';

export const DRAFT_PAGES = [DraftsPage];

/** What keeps the unsent answers of long forms. */
export const DRAFT_KEEPERS = [Drafts, DraftInterceptor, DraftsOfEndedSessions];
