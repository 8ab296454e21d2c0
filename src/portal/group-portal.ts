import { ContactLogPage } from './contact-log/contact-log.page';
import { EntryChoicesReader } from './contact-log/entry-choices.service';
import { ContactEntryPage } from './contact-log/entry.page';

/** The pages that only groups see, but for those of money and contracts. */
export const GROUP_PORTAL_PAGES = [ContactEntryPage, ContactLogPage];

/** What reads for those pages. */
export const GROUP_PORTAL_READERS = [EntryChoicesReader];
