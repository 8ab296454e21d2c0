import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ContractsModule } from '../contracts';
import { PaymentsModule } from '../payments';
import { JobsService } from '../platform';
import { SettingsModule } from '../settings';
import { EvaluationService } from './evaluation.service';
import { FindingResponsesService } from './finding-responses.service';
import { FindingsController } from './findings.controller';
import { FindingsService } from './findings.service';
import { JudgingService } from './judging.service';
import { ReportController } from './report.controller';
import { ReportService } from './report.service';
import { WaitingService } from './waiting.service';

/** So soon after a change a finding is there. */
const SECONDS_BETWEEN = 5;

@Module({
  imports: [ContractsModule, PaymentsModule, SettingsModule],
  controllers: [ReportController, FindingsController],
  providers: [
    ReportService,
    JudgingService,
    EvaluationService,
    FindingsService,
    FindingResponsesService,
    WaitingService,
  ],
  exports: [ReportService, EvaluationService, FindingsService, FindingResponsesService, WaitingService],
})
export class FindingsModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobsService,
    private readonly evaluation: EvaluationService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('judge-findings', async () => {
      await this.evaluation.evaluateChanged().finally(() => this.jobs.send('judge-findings', {}, SECONDS_BETWEEN));
    });
    this.jobs.handle('judge-findings-of-day', async () => {
      await this.evaluation.evaluateToday();
    });
    this.jobs.everyDay('judge-findings-of-day', '4:10');
  }
}
