import { AdminCare } from './admin-care.service';
import { AppearancePage } from './appearance.page';
import { AuditPage } from './audit.page';
import { BankVaultPage } from './bank-vault.page';
import { HolidaysPage } from './holidays.page';
import { AdminHome } from './home';
import { ImportsHistoryPage } from './imports.page';
import { InvitePage } from './invite.page';
import { NewTokenPage } from './new-token.page';
import { OneTimeLinkShown } from './one-time-link';
import { OutboxPage } from './outbox.page';
import { PeoplePage } from './people.page';
import { PersonMovesPage } from './person-moves.page';
import { PersonPage } from './person.page';
import { RatesPage } from './rates.page';
import { SettingsPage } from './settings.page';
import { ThresholdsPage } from './thresholds.page';
import { WordsPage } from './words.page';
import { OwnWordsInterceptor } from '../glossary/own-words.interceptor';
import { TokensPage } from './tokens.page';

/** The pages of administration. What has a word of its own in its address comes before what has an id there. */
export const ADMIN_PAGES = [
  OutboxPage,
  BankVaultPage,
  PeoplePage,
  InvitePage,
  PersonPage,
  PersonMovesPage,
  NewTokenPage,
  TokensPage,
  AuditPage,
  ImportsHistoryPage,
  SettingsPage,
  ThresholdsPage,
  AppearancePage,
  HolidaysPage,
  RatesPage,
  WordsPage,
];

/** What reads for those pages. */
export const ADMIN_READERS = [OwnWordsInterceptor, OneTimeLinkShown, AdminCare, AdminHome];
