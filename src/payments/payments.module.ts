import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts';
import { OrganisationsModule } from '../organisations';
import { ArrivalsService } from './arrivals.service';
import { BankRatesController } from './bank-rates.controller';
import { BankRatesService } from './bank-rates.service';
import { FundingImpactController } from './funding-impact/funding-impact.controller';
import { FundingImpacts } from './funding-impact/funding-impact.service';
import { GroupWordsController } from './group-words.controller';
import { HistoryService } from './history.service';
import { HoldUndoService } from './hold-undo.service';
import { HoldsService } from './holds.service';
import { ImpactService } from './impact.service';
import { InstalmentMovesController } from './instalment-moves.controller';
import { InstalmentMovesService } from './instalment-moves.service';
import { InstalmentStandings } from './instalment-standing.service';
import { InstalmentsController } from './instalments.controller';
import { InstalmentsService } from './instalments.service';
import { LateCaseWritesService } from './late-case-writes.service';
import { PaperworkModule } from './paperwork.module';
import { ReceiptWritesService } from './receipt-writes.service';
import { ReceiptsController } from './receipts.controller';
import { ReceiptsService } from './receipts.service';
import { RecoveriesController } from './recoveries.controller';
import { ReturnUndoController } from './return-undo.controller';
import { ReturnUndoService } from './return-undo.service';
import { StatutoryRates } from './statutory-rates.service';

@Module({
  imports: [ContractsModule, OrganisationsModule, PaperworkModule],
  controllers: [
    InstalmentsController,
    InstalmentMovesController,
    ReturnUndoController,
    GroupWordsController,
    ReceiptsController,
    RecoveriesController,
    BankRatesController,
    FundingImpactController,
  ],
  providers: [
    FundingImpacts,
    InstalmentsService,
    InstalmentStandings,
    InstalmentMovesService,
    ReturnUndoService,
    HoldsService,
    HoldUndoService,
    HistoryService,
    ArrivalsService,
    LateCaseWritesService,
    ImpactService,
    ReceiptsService,
    ReceiptWritesService,
    StatutoryRates,
    BankRatesService,
  ],
  exports: [
    FundingImpacts,
    BankRatesService,
    InstalmentsService,
    InstalmentStandings,
    InstalmentMovesService,
    ReturnUndoService,
    HoldsService,
    HoldUndoService,
    HistoryService,
    ArrivalsService,
    LateCaseWritesService,
    ImpactService,
    PaperworkModule,
    ReceiptsService,
    ReceiptWritesService,
    StatutoryRates,
  ],
})
export class PaymentsModule {}
