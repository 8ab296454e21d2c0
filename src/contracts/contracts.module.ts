import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { PeopleContributions, PeopleModule } from '../people';
import { AgreementController } from './agreement.controller';
import { AgreementService } from './agreement.service';
import { BankHolidayAdditions } from './bank-holiday-additions.service';
import { BankHolidaysController } from './bank-holidays.controller';
import { BankHolidays } from './bank-holidays.service';
import { ContractCalendars } from './contract-calendars';
import { ContractChangeService } from './contract-change.service';
import { ContractDetailService } from './contract-detail.service';
import { ContractDraftService } from './contract-draft.service';
import { ContractMovesController } from './contract-moves.controller';
import { ContractMovesService } from './contract-moves.service';
import { ContractSketches } from './contract-sketches.service';
import { ContractVariationsController } from './contract-variations.controller';
import { ContractsController } from './contracts.controller';
import { ContractsService } from './contracts.service';
import { ContractContributions } from './contributions';
import { LeadNamingService } from './lead-naming.service';
import { leadsHeld } from './leads-held';
import { NamedLeadsController } from './named-leads.controller';
import { NamedLeadsService } from './named-leads.service';
import { PlanHistory } from './plan-history.service';
import { RecoveriesDueController } from './recoveries-due.controller';
import { RecoveriesDue } from './recoveries-due.service';
import { ReadinessService } from './readiness.service';
import { ScheduleService } from './schedule.service';
import { Termination } from './termination.service';
import { VariationAnswers } from './variation-answers.service';
import { VariationProposals } from './variation-proposals.service';
import { VariationReader } from './variation-reader.service';
import { VariationsController } from './variations.controller';
import { VariationsService } from './variations.service';

@Module({
  imports: [PeopleModule],
  controllers: [
    ContractsController,
    AgreementController,
    ContractMovesController,
    ContractVariationsController,
    VariationsController,
    RecoveriesDueController,
    NamedLeadsController,
    BankHolidaysController,
  ],
  providers: [
    ContractsService,
    ContractDetailService,
    ContractDraftService,
    ContractSketches,
    ContractChangeService,
    ContractMovesService,
    ScheduleService,
    PlanHistory,
    RecoveriesDue,
    Termination,
    ContractCalendars,
    VariationsService,
    VariationProposals,
    VariationReader,
    VariationAnswers,
    AgreementService,
    ReadinessService,
    ContractContributions,
    NamedLeadsService,
    LeadNamingService,
    BankHolidays,
    BankHolidayAdditions,
  ],
  exports: [
    AgreementService,
    BankHolidayAdditions,
    BankHolidays,
    ContractContributions,
    ContractDetailService,
    ContractDraftService,
    ContractMovesService,
    ContractSketches,
    ContractsService,
    LeadNamingService,
    NamedLeadsService,
    PlanHistory,
    ReadinessService,
    RecoveriesDue,
    ScheduleService,
    Termination,
    VariationAnswers,
    VariationProposals,
    VariationReader,
    VariationsService,
  ],
})
export class ContractsModule implements OnModuleInit {
  constructor(private readonly people: PeopleContributions) {}

  onModuleInit(): void {
    this.people.addHoldings(leadsHeld);
  }
}
