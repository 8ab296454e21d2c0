import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { ChallengesModule } from './challenges';
import { AgreeingModule } from './agreeing';
import { CommencementModule } from './commencement';
import { ContractsModule } from './contracts';
import { DecisionsModule } from './decisions';
import { DirectoryModule } from './directory';
import { DocumentsModule } from './documents';
import { EngagementModule } from './engagement';
import { ExchangeModule } from './exchange';
import { FiguresModule, FinanceModule, ReconciliationModule } from './finance';
import { FindingsModule } from './findings';
import { FitModule } from './fit';
import { IdentityModule } from './identity';
import { MaterialsModule } from './materials';
import { OrganisationsModule } from './organisations';
import { PartnershipsModule } from './partnerships';
import { LatePaymentsModule, PaymentsModule } from './payments';
import { PeopleModule } from './people';
import { MentoringModule } from './mentoring';
import { NoticesModule } from './notices';
import { PlatformModule } from './platform';
import { PortalModule } from './portal';
import type { Database, Log, Settings } from './platform';
import { SearchModule } from './search';
import { SettingsModule } from './settings';
import { StrategyModule } from './strategy';

@Module({})
export class AppModule {
  static forServer(settings: Settings, database: Database, log: Log): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forServer(settings, database, log),
        IdentityModule,
        NoticesModule,
        SettingsModule,
        OrganisationsModule,
        PeopleModule,
        PartnershipsModule,
        ContractsModule,
        CommencementModule,
        FitModule,
        PaymentsModule,
        LatePaymentsModule,
        EngagementModule,
        DecisionsModule,
        MaterialsModule,
        StrategyModule,
        ChallengesModule,
        DirectoryModule,
        MentoringModule,
        AgreeingModule,
        FinanceModule,
        ReconciliationModule,
        FiguresModule,
        FindingsModule,
        ExchangeModule,
        SearchModule,
        DocumentsModule,
        PortalModule,
      ],
    };
  }
}
