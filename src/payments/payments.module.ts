import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts';
import { BankRatesController } from './bank-rates.controller';
import { BankRatesService } from './bank-rates.service';
import { InstalmentStandings } from './instalment-standing.service';
import { InstalmentsController } from './instalments.controller';
import { InstalmentsService } from './instalments.service';
import { ReceiptWritesService } from './receipt-writes.service';
import { ReceiptsController } from './receipts.controller';
import { ReceiptsService } from './receipts.service';
import { RecoveriesController } from './recoveries.controller';
import { StatutoryRates } from './statutory-rates.service';

@Module({
  imports: [ContractsModule],
  controllers: [InstalmentsController, ReceiptsController, RecoveriesController, BankRatesController],
  providers: [
    InstalmentsService,
    InstalmentStandings,
    ReceiptsService,
    ReceiptWritesService,
    StatutoryRates,
    BankRatesService,
  ],
  exports: [InstalmentsService, InstalmentStandings, ReceiptsService, ReceiptWritesService, StatutoryRates],
})
export class PaymentsModule {}
