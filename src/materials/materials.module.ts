import { Module } from '@nestjs/common';
import { MaterialEdits } from './material-edits.service';
import { MaterialProposalsController } from './material-proposals.controller';
import { MaterialVersionsController } from './material-versions.controller';
import { MaterialVersions } from './material-versions.service';
import { MaterialsController } from './materials.controller';
import { Materials } from './materials.service';
import { NameConsents } from './name-consents.service';
import { NameUsesController } from './name-uses.controller';
import { NameUses } from './name-uses.service';

@Module({
  controllers: [MaterialsController, MaterialVersionsController, MaterialProposalsController, NameUsesController],
  providers: [Materials, MaterialVersions, MaterialEdits, NameConsents, NameUses],
  exports: [Materials, MaterialVersions, MaterialEdits, NameConsents, NameUses],
})
export class MaterialsModule {}
