import { AgreeingPage } from './contract-new/agreeing.page';
import { ContractCheckPage } from './contract-new/contract-check.page';
import { ContractPeople } from './contract-new/contract-people.service';
import { ContractStartPage } from './contract-new/contract-start.page';
import { ContractStepsPage } from './contract-new/contract-steps.page';
import { SketchReader } from './contract-new/sketch-reading.service';
import { AbsencesPage } from './leads/absences.page';
import { DepartureReader } from './leads/departure-reading.service';
import { DeparturesPage } from './leads/departures.page';
import { LeadsReader } from './leads/leads-reading.service';
import { LeadsPage } from './leads/leads.page';
import { PeopleChoices } from './leads/people-choices.service';
import { MentorPage } from './mentoring/mentor.page';
import { MentorsPage } from './mentoring/mentors.page';
import { MentorTalkPage } from './mentoring/talk.page';
import { TalksReader } from './mentoring/talks-reading.service';
import { InvitationPage } from './partnership/invitation.page';
import { InvitationEmailPage } from './partnership/invitation-email.page';
import { PartnershipLogPage } from './partnership/log.page';
import { PartnershipNotePage } from './partnership/note.page';
import { PartnershipNotesPage } from './partnership/notes.page';
import { PartnershipFrame } from './partnership/partnership-frame.service';
import { PartnershipPeoplePage } from './partnership/people.page';
import { PortfolioPicturesPage } from './partnership/portfolio-pictures.page';
import { PartnershipTable } from './partnership/table-reading.service';
import { PartnershipTablePage } from './partnership/table.page';
import { TimelineReader } from './partnership/timeline-reading.service';
import { TimelinePage } from './partnership/timeline.page';

/** The pages by which managers work on contracts, people and partnerships. */
export const CONSOLE_PAGES = [
  ContractStartPage,
  ContractCheckPage,
  ContractStepsPage,
  AgreeingPage,
  LeadsPage,
  DeparturesPage,
  AbsencesPage,
  MentorPage,
  MentorsPage,
  MentorTalkPage,
  InvitationPage,
  InvitationEmailPage,
  PartnershipPeoplePage,
  PartnershipLogPage,
  PartnershipNotePage,
  PartnershipNotesPage,
  TimelinePage,
  PartnershipTablePage,
  PortfolioPicturesPage,
];

/** What those pages read through. */
export const CONSOLE_READERS = [
  SketchReader,
  ContractPeople,
  LeadsReader,
  DepartureReader,
  PeopleChoices,
  PartnershipFrame,
  TalksReader,
  TimelineReader,
  PartnershipTable,
];
