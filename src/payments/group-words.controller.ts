import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { ArrivalsService } from './arrivals.service';
import { ImpactReportList, ReportImpactDto, SayArrivalDto } from './group-words.dto';
import { InstalmentHistoryView, toHistoryView, toImpactReportView } from './history.dto';
import { HistoryService } from './history.service';
import { ImpactService } from './impact.service';

/** What a group says of its payments. */
@ApiTags('instalments')
@Controller('instalments')
export class GroupWordsController {
  constructor(
    private readonly arrivals: ArrivalsService,
    private readonly impact: ImpactService,
    private readonly histories: HistoryService,
  ) {}

  @Post(':id/arrival-statements')
  @ApiOperation({
    operationId: 'sayArrival',
    summary: 'Say that a payment arrived, or that it has not; the latest counts',
    description: 'It changes nothing in the ledger. The answer is the history of the payment.',
  })
  @ApiCreatedResponse({ type: InstalmentHistoryView })
  async say(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() statement: SayArrivalDto,
  ): Promise<InstalmentHistoryView> {
    await this.arrivals.say(actor, id, statement);
    return toHistoryView(await this.histories.of(actor, id));
  }

  @Get(':id/impact-reports')
  @ApiOperation({ operationId: 'listImpactReports', summary: 'What waiting for a payment has meant for the group' })
  @ApiOkResponse({ type: ImpactReportList })
  async list(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ImpactReportList> {
    return { items: (await this.impact.of(actor, id)).map(toImpactReportView) };
  }

  @Post(':id/impact-reports')
  @ApiOperation({
    operationId: 'reportImpact',
    summary: 'Report what waiting for a payment has meant: reserves used, service reduced, staff affected',
    description: 'At any time, as often as there is something to say. The answer is the list of them.',
  })
  @ApiCreatedResponse({ type: ImpactReportList })
  async report(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() report: ReportImpactDto,
  ): Promise<ImpactReportList> {
    await this.impact.report(actor, id, report);
    return this.list(actor, id);
  }

  @Delete(':id/impact-reports/:reportId')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'withdrawImpactReport',
    summary: 'Take a report back; the health body does not see it any more',
  })
  @ApiNoContentResponse()
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('reportId', ParseUUIDPipe) reportId: string,
  ): Promise<void> {
    await this.impact.withdraw(actor, id, reportId);
  }
}
