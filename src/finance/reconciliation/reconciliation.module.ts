import { Module } from '@nestjs/common';
import { ContractsModule } from '../../contracts';
import { PaymentsModule } from '../../payments';
import { Bookings } from './bookings.service';
import { EntriesController } from './entries.controller';
import { EntryDecisions } from './entry-decisions.service';
import { MappingsController } from './mappings.controller';
import { StatementMappings } from './mappings.service';
import { ReconciliationsController } from './reconciliations.controller';
import { Reconciliations } from './reconciliations.service';
import { StatementAudit } from './statement-audit.service';
import { StatementImports } from './statement-imports.service';
import { StatementUndo } from './statement-undo.service';

/** What the bank says became of payments, against what was sent. */
@Module({
  imports: [ContractsModule, PaymentsModule],
  controllers: [ReconciliationsController, EntriesController, MappingsController],
  providers: [
    Bookings,
    EntryDecisions,
    StatementMappings,
    Reconciliations,
    StatementAudit,
    StatementImports,
    StatementUndo,
  ],
  exports: [EntryDecisions, StatementMappings, Reconciliations, StatementImports, StatementUndo],
})
export class ReconciliationModule {}
