import { Module } from '@nestjs/common';
import { CapacityController } from './capacity/capacity.controller';
import { CapacityStatements } from './capacity/capacity.service';
import { MeansController } from './means/means.controller';
import { GroupMeans } from './means/means.service';
import { OrganisationChanges } from './organisation-changes.service';
import { OrganisationsController } from './organisations.controller';
import { OrganisationsService } from './organisations.service';

@Module({
  controllers: [OrganisationsController, CapacityController, MeansController],
  providers: [OrganisationsService, OrganisationChanges, CapacityStatements, GroupMeans],
  exports: [OrganisationsService, OrganisationChanges, CapacityStatements, GroupMeans],
})
export class OrganisationsModule {}
