import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts';
import { ImportService } from './import/import.service';
import { ImportsController } from './import/imports.controller';
import { ImportsService } from './import/imports.service';

@Module({
  imports: [ContractsModule],
  controllers: [ImportsController],
  providers: [ImportService, ImportsService],
  exports: [ImportService],
})
export class ExchangeModule {}
