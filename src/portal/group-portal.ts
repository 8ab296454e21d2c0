import { CalendarFeeds } from './calendar/calendar-feeds.service';
import { CalendarPage } from './calendar/calendar.page';
import { ContactLogPage } from './contact-log/contact-log.page';
import { EntryChoicesReader } from './contact-log/entry-choices.service';
import { ContactCorrectionPage } from './contact-log/entry-correction.page';
import { NewContactPage } from './contact-log/entry-new.page';
import { EntryReader } from './contact-log/entry-reading.service';
import { ContactEntryPage } from './contact-log/entry.page';
import { GroupAccessPage } from './group-people/access.page';
import { GroupDeparturePage } from './group-people/departure.page';
import { GroupPeoplePage } from './group-people/people-list.page';
import { GroupPersonReader } from './group-people/person-reading.service';
import { GroupPersonPage } from './group-people/person.page';
import { CapacityPage } from './profile/capacity.page';
import { ProfilePage } from './profile/profile.page';
import { ReservesPage } from './profile/reserves.page';
import { LeavingPage } from './record/leaving.page';
import { RecordPage } from './record/record.page';

/** The pages of groups, but for those of money and contracts; health bodies see one entry of the contact log there too. */
export const GROUP_PORTAL_PAGES = [
  CalendarPage,
  NewContactPage,
  ContactEntryPage,
  ContactCorrectionPage,
  ContactLogPage,
  CapacityPage,
  ProfilePage,
  ReservesPage,
  RecordPage,
  LeavingPage,
  GroupPeoplePage,
  GroupAccessPage,
  GroupPersonPage,
  GroupDeparturePage,
];

/** What reads for those pages. */
export const GROUP_PORTAL_READERS = [CalendarFeeds, EntryChoicesReader, EntryReader, GroupPersonReader];
