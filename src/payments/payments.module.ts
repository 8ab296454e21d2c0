import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts';
import { InstalmentStandings } from './instalment-standing.service';
import { InstalmentsController } from './instalments.controller';
import { InstalmentsService } from './instalments.service';
import { StatutoryRates } from './statutory-rates.service';

@Module({
  imports: [ContractsModule],
  controllers: [InstalmentsController],
  providers: [InstalmentsService, InstalmentStandings, StatutoryRates],
  exports: [InstalmentsService, InstalmentStandings, StatutoryRates],
})
export class PaymentsModule {}
