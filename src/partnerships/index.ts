export { toOpeningView } from './invitation-answers.dto';
export type { InvitationOpeningView } from './invitation-answers.dto';
export { InvitationAnswersService } from './invitation-answers.service';
export { InvitationsService } from './invitations.service';
export { PartnershipListQuery, toPartnershipDetailView, toPartnershipView } from './partnerships.dto';
export type { PartnershipContactView, PartnershipView } from './partnerships.dto';
export { PartnershipsModule } from './partnerships.module';
export { PartnershipsService } from './partnerships.service';
