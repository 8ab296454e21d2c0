import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ContractContributions, ContractsModule } from '../contracts';
import { commencementReadiness } from './commencement-readiness';
import { Commencements } from './commencements.service';
import { CommencementsController } from './commencements.controller';

@Module({
  imports: [ContractsModule],
  controllers: [CommencementsController],
  providers: [Commencements],
  exports: [Commencements],
})
export class CommencementModule implements OnModuleInit {
  constructor(private readonly contracts: ContractContributions) {}

  onModuleInit(): void {
    this.contracts.addReadiness(commencementReadiness);
  }
}
