import { Module } from '@nestjs/common';
import { PeopleModule } from '../people';
import { InvitationAnswersController } from './invitation-answers.controller';
import { InvitationAnswersService } from './invitation-answers.service';
import { InvitationsController } from './invitations.controller';
import { InvitationsService } from './invitations.service';
import { LeavingDays } from './leaving/leaving-days.service';
import { LeavingController } from './leaving/leaving.controller';
import { GroupLeaving } from './leaving/leaving.service';
import { PartnershipChanges } from './partnership-changes.service';
import { PartnershipsController } from './partnerships.controller';
import { PartnershipsService } from './partnerships.service';

@Module({
  imports: [PeopleModule],
  controllers: [PartnershipsController, InvitationsController, InvitationAnswersController, LeavingController],
  providers: [
    PartnershipsService,
    PartnershipChanges,
    InvitationsService,
    InvitationAnswersService,
    GroupLeaving,
    LeavingDays,
  ],
  exports: [PartnershipsService, PartnershipChanges, InvitationsService, InvitationAnswersService, GroupLeaving],
})
export class PartnershipsModule {}
