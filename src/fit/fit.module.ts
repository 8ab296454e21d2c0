import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ContractContributions, ContractsModule } from '../contracts';
import { fitChecks } from './fit-readiness';
import { Fits } from './fits.service';
import { FitsController } from './fits.controller';

@Module({ imports: [ContractsModule], controllers: [FitsController], providers: [Fits], exports: [Fits] })
export class FitModule implements OnModuleInit {
  constructor(
    private readonly contracts: ContractContributions,
    private readonly fits: Fits,
  ) {}

  onModuleInit(): void {
    this.contracts.addReadiness({
      checks: async (tx, contract) => fitChecks(await this.fits.within(tx, contract)),
    });
  }
}
