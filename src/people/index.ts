export { awayOn } from './away';
export { AwayView } from './away.dto';
export { ContactListQuery, toContactView } from './contacts.dto';
export type { ContactView } from './contacts.dto';
export { ContactsService } from './contacts.service';
export { PeopleContributions } from './contributions';
export type { Holding, HoldingsContribution, NameChange, NameChangeContribution } from './contributions';
export { formerKey } from './former-keys';
export { PeopleModule } from './people.module';
