import { Module } from '@nestjs/common';
import { BankHolidays } from './bank-holidays.service';
import { ContractDetailService } from './contract-detail.service';
import { ContractsController } from './contracts.controller';
import { ContractsService } from './contracts.service';
import { NamedLeadsController } from './named-leads.controller';
import { NamedLeadsService } from './named-leads.service';

@Module({
  controllers: [ContractsController, NamedLeadsController],
  providers: [ContractsService, ContractDetailService, NamedLeadsService, BankHolidays],
  exports: [BankHolidays, ContractDetailService, ContractsService],
})
export class ContractsModule {}
