import { Module } from '@nestjs/common';
import { PeopleModule } from '../people';
import { InvitationAnswersController } from './invitation-answers.controller';
import { InvitationAnswersService } from './invitation-answers.service';
import { InvitationsController } from './invitations.controller';
import { InvitationsService } from './invitations.service';
import { PartnershipChanges } from './partnership-changes.service';
import { PartnershipsController } from './partnerships.controller';
import { PartnershipsService } from './partnerships.service';

@Module({
  imports: [PeopleModule],
  controllers: [PartnershipsController, InvitationsController, InvitationAnswersController],
  providers: [PartnershipsService, PartnershipChanges, InvitationsService, InvitationAnswersService],
  exports: [PartnershipsService, PartnershipChanges, InvitationsService, InvitationAnswersService],
})
export class PartnershipsModule {}
