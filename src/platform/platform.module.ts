import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AuditSealService } from './audit/audit-seal.service';
import { AuditService } from './audit/audit.service';
import { Clock } from './clock';
import { Database } from './database/database';
import { ReadsService } from './database/reads.service';
import { StreamService } from './database/stream.service';
import { TenantService } from './database/tenant.service';
import { Documents } from './files/documents.service';
import { OwnFiles } from './files/own-files.service';
import { ErrorPages } from './http/error-pages';
import { HealthController } from './http/health.controller';
import { Log } from './http/log';
import { Metrics } from './http/metrics';
import { MetricsController } from './http/metrics.controller';
import { ProblemFilter } from './http/problem.filter';
import { JobsService } from './jobs/jobs.service';
import { MailCarrier } from './mail/mail-carrier';
import type { Settings } from './settings/settings';

export const SETTINGS = Symbol('settings');

/** What every module stands on. It knows nothing of the domain. */
@Global()
@Module({})
export class PlatformModule {
  static forServer(settings: Settings, database: Database, log: Log): DynamicModule {
    return {
      module: PlatformModule,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: Log, useValue: log },
        { provide: Database, useValue: database },
        { provide: Clock, useValue: new Clock(settings) },
        { provide: MailCarrier, useValue: new MailCarrier(settings) },
        { provide: Metrics, useValue: new Metrics(settings.metricsToken) },
        { provide: APP_FILTER, useClass: ProblemFilter },
        ErrorPages,
        TenantService,
        ReadsService,
        StreamService,
        AuditService,
        AuditSealService,
        JobsService,
        Documents,
        OwnFiles,
      ],
      exports: [
        SETTINGS,
        ErrorPages,
        Log,
        Database,
        Clock,
        MailCarrier,
        Metrics,
        TenantService,
        ReadsService,
        StreamService,
        AuditService,
        AuditSealService,
        JobsService,
        Documents,
        OwnFiles,
      ],
    };
  }
}
