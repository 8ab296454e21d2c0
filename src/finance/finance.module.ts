import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts';
import { ApprovalLimitsController } from './approval-limits.controller';
import { ApprovalLimits } from './approval-limits.service';
import { Approvers } from './approvers.service';
import { ExportRecord } from './export-record.service';
import { FormatsModule } from './formats/formats.module';
import { NotSendables } from './not-sendable.service';
import { PaymentRunsController } from './payment-runs.controller';
import { PaymentRuns } from './payment-runs.service';
import { RunAdditionsController } from './run-additions.controller';
import { RunAdditions } from './run-additions.service';
import { RunExportReads } from './run-export-reads.service';
import { RunExportsController } from './run-exports.controller';
import { RunExports } from './run-exports.service';
import { RunFileMaker } from './run-file-maker.service';
import { RunLinesController } from './run-lines.controller';
import { RunLines } from './run-lines.service';
import { RunMoves } from './run-moves.service';
import { RunPreview } from './run-preview.service';
import { RunProposals } from './run-proposals.service';
import { RunsToApprove } from './runs-to-approve.service';
import { SendBys } from './send-bys.service';
import { VaultModule } from './vault/vault.module';

@Module({
  imports: [ContractsModule, VaultModule, FormatsModule],
  controllers: [
    ApprovalLimitsController,
    PaymentRunsController,
    RunLinesController,
    RunAdditionsController,
    RunExportsController,
  ],
  providers: [
    ApprovalLimits,
    Approvers,
    PaymentRuns,
    RunProposals,
    RunLines,
    RunMoves,
    RunPreview,
    RunFileMaker,
    ExportRecord,
    RunExports,
    RunExportReads,
    SendBys,
    RunAdditions,
    RunsToApprove,
    NotSendables,
  ],
  exports: [
    VaultModule,
    ApprovalLimits,
    Approvers,
    PaymentRuns,
    RunProposals,
    RunLines,
    RunMoves,
    RunExports,
    RunExportReads,
    SendBys,
    RunAdditions,
    RunsToApprove,
    NotSendables,
    FormatsModule,
  ],
})
export class FinanceModule {}
