import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts';
import { PeopleModule } from '../people';
import { AgreedExportsController } from './exports/agreed-exports.controller';
import { MentoringExportsController } from './exports/mentoring-exports.controller';
import { ExportsController } from './exports/exports.controller';
import { ExportsService } from './exports/exports.service';
import { GroupRecord } from './exports/group-record.service';
import { FormerNamesInImports } from './import/former-names.service';
import { ImportService } from './import/import.service';
import { ImportsController } from './import/imports.controller';
import { ImportsService } from './import/imports.service';

@Module({
  imports: [PeopleModule, ContractsModule],
  controllers: [ImportsController, ExportsController, AgreedExportsController, MentoringExportsController],
  providers: [FormerNamesInImports, ImportService, ImportsService, ExportsService, GroupRecord],
  exports: [GroupRecord, ImportService, ImportsService, ExportsService],
})
export class ExchangeModule {}
