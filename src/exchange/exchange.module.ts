import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts';
import { ExportsController } from './exports/exports.controller';
import { ExportsService } from './exports/exports.service';
import { ImportService } from './import/import.service';
import { ImportsController } from './import/imports.controller';
import { ImportsService } from './import/imports.service';

@Module({
  imports: [ContractsModule],
  controllers: [ImportsController, ExportsController],
  providers: [ImportService, ImportsService, ExportsService],
  exports: [ImportService, ImportsService],
})
export class ExchangeModule {}
