import { Module } from '@nestjs/common';
import { CapacityController } from './capacity/capacity.controller';
import { CapacityStatements } from './capacity/capacity.service';
import { OrganisationChanges } from './organisation-changes.service';
import { OrganisationsController } from './organisations.controller';
import { OrganisationsService } from './organisations.service';

@Module({
  controllers: [OrganisationsController, CapacityController],
  providers: [OrganisationsService, OrganisationChanges, CapacityStatements],
  exports: [OrganisationsService, OrganisationChanges, CapacityStatements],
})
export class OrganisationsModule {}
