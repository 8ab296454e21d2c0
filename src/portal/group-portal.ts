import { ContactLogPage } from './contact-log/contact-log.page';
import { EntryChoicesReader } from './contact-log/entry-choices.service';
import { ContactEntryPage } from './contact-log/entry.page';
import { CapacityPage } from './profile/capacity.page';

/** The pages that only groups see, but for those of money and contracts. */
export const GROUP_PORTAL_PAGES = [ContactEntryPage, ContactLogPage, CapacityPage];

/** What reads for those pages. */
export const GROUP_PORTAL_READERS = [EntryChoicesReader];
