import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ContractContributions, ContractsModule } from '../contracts';
import { DecisionAnswers } from './decision-answers.service';
import { DecisionProposals } from './decision-proposals.service';
import { DecisionsController } from './decisions.controller';
import { Decisions } from './decisions.service';
import { processReadiness } from './process-readiness';
import { DecisionProcessesController } from './processes.controller';
import { DecisionProcesses } from './processes.service';

@Module({
  imports: [ContractsModule],
  controllers: [DecisionProcessesController, DecisionsController],
  providers: [DecisionProcesses, Decisions, DecisionProposals, DecisionAnswers],
  exports: [DecisionProcesses, Decisions, DecisionProposals, DecisionAnswers],
})
export class DecisionsModule implements OnModuleInit {
  constructor(private readonly contracts: ContractContributions) {}

  onModuleInit(): void {
    this.contracts.addReadiness(processReadiness);
  }
}
