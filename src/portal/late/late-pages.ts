import { LateCasePage } from './case.page';
import { ClaimPage } from './claim.page';
import { ClaimsPage } from './claims.page';
import { LateQueuePage } from './queue.page';

/** What is late, why, and what is claimed for it. */
export const LATE_PAGES = [LateQueuePage, LateCasePage, ClaimPage, ClaimsPage];
