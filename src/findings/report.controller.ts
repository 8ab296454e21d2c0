import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { AsOfQuery, Clock } from '../platform';
import type { Actor } from '../platform';
import { calendarDate } from '../shared/calendar-date';
import { Report } from './report.dto';
import { ReportService } from './report.service';

@ApiTags('report')
@Controller('report')
export class ReportController {
  constructor(
    private readonly reports: ReportService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getReport',
    summary: 'What is late, what is about to be, and what rests on one person',
  })
  @ApiOkResponse({ type: Report })
  report(@CurrentActor() actor: Actor, @Query() { asOf }: AsOfQuery): Promise<Report> {
    return this.reports.report([actor], asOf === undefined ? this.clock.today() : calendarDate(asOf));
  }
}
