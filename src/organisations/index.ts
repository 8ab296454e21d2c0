export { IdentifierDto, NAME_CHARACTERS } from './change-organisation.dto';
export { Line, MayBeLeftOut, Words } from './fields';
export type { Identifier } from './identifier.rules';
export { LEGAL_FORMS } from './legal-forms';
export type { LegalForm } from './legal-forms';
export { checkedIdentifiers, insertIdentifier } from './organisation-changes.service';
export { OrganisationsModule } from './organisations.module';
export { OrganisationsService } from './organisations.service';
