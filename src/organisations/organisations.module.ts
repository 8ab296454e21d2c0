import { Module } from '@nestjs/common';
import { OrganisationChanges } from './organisation-changes.service';
import { OrganisationsController } from './organisations.controller';
import { OrganisationsService } from './organisations.service';

@Module({
  controllers: [OrganisationsController],
  providers: [OrganisationsService, OrganisationChanges],
  exports: [OrganisationsService],
})
export class OrganisationsModule {}
