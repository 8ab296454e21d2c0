export { CAPACITY_STATES, MOST_WAITING_WEEKS, toCapacityView } from './capacity/capacity.dto';
export type { CapacityState, CapacityStatementView } from './capacity/capacity.dto';
export { CapacityStatements } from './capacity/capacity.service';
export { GroupMeans } from './means/means.service';
export { ChangeOrganisationDto, IdentifierDto, NAME_CHARACTERS } from './change-organisation.dto';
export { Line, MayBeLeftOut, Words } from './fields';
export type { Identifier } from './identifier.rules';
export { LEGAL_FORMS } from './legal-forms';
export type { LegalForm } from './legal-forms';
export { checkedIdentifiers, insertIdentifier, OrganisationChanges } from './organisation-changes.service';
export { toOrganisationDetailView } from './organisations.dto';
export type { OrganisationDetailView } from './organisations.dto';
export { OrganisationsModule } from './organisations.module';
export { OrganisationsService } from './organisations.service';
export { SomeOf, toWorkView, WORK_COLUMNS, WorkView } from './work-of-groups/work.dto';
export type { WorkRow } from './work-of-groups/work.dto';
export {
  COMMUNITIES,
  COMMUNITY_WORDS,
  EVERYBODY,
  inWords,
  KIND_WORDS,
  KINDS_OF_WORK,
  WAY_WORDS,
  WAYS_OF_WORKING,
} from './work-of-groups/work-lists.rules';
export type { Community, KindOfWork, WayOfWorking } from './work-of-groups/work-lists.rules';
