import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts';
import { ApprovalLimitsController } from './approval-limits.controller';
import { ApprovalLimits } from './approval-limits.service';
import { Approvers } from './approvers.service';
import { PaymentRunsController } from './payment-runs.controller';
import { PaymentRuns } from './payment-runs.service';
import { FormatsModule } from './formats/formats.module';
import { RunLinesController } from './run-lines.controller';
import { RunLines } from './run-lines.service';
import { RunMoves } from './run-moves.service';
import { RunProposals } from './run-proposals.service';
import { VaultModule } from './vault/vault.module';

@Module({
  imports: [ContractsModule, VaultModule, FormatsModule],
  controllers: [ApprovalLimitsController, PaymentRunsController, RunLinesController],
  providers: [ApprovalLimits, Approvers, PaymentRuns, RunProposals, RunLines, RunMoves],
  exports: [ApprovalLimits, Approvers, PaymentRuns, RunProposals, RunLines, RunMoves, FormatsModule],
})
export class FinanceModule {}
