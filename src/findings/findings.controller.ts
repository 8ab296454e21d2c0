import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch, ListQuery } from '../platform';
import type { Actor } from '../platform';
import { FindingListQuery } from './finding-list.dto';
import { SnoozeFindingDto } from './finding-responses.dto';
import { FindingResponsesService } from './finding-responses.service';
import { FindingDetailView, FindingPage, toFindingDetailView, toFindingView } from './finding-view.dto';
import { FindingsService } from './findings.service';
import { toUnjudgedPartnershipView, toWaitingItemView, UnjudgedPage, WaitingPage } from './waiting.dto';
import { WaitingService } from './waiting.service';

@ApiTags('findings')
@Controller()
export class FindingsController {
  constructor(
    private readonly findings: FindingsService,
    private readonly responses: FindingResponsesService,
    private readonly waiting: WaitingService,
  ) {}

  @Get('findings')
  @ApiOperation({
    operationId: 'listFindings',
    summary: 'What was noticed and needs care, worst first',
    description: 'What waits on a group is in it without a severity, and last.',
  })
  @ApiOkResponse({ type: FindingPage })
  async list(@CurrentActor() actor: Actor, @Query() query: FindingListQuery): Promise<FindingPage> {
    const page = await this.findings.list(actor, query);
    return { ...page, items: page.items.map(toFindingView) };
  }

  @Get('findings/not-enough-evidence')
  @ApiOperation({
    operationId: 'listUnjudgedPartnerships',
    summary: 'Partnerships of which nobody can say yet on whom they rest, and why',
  })
  @ApiOkResponse({ type: UnjudgedPage })
  async unjudged(@CurrentActor() actor: Actor, @Query() query: ListQuery): Promise<UnjudgedPage> {
    const page = await this.waiting.unjudged(actor, query);
    return { ...page, items: page.items.map(toUnjudgedPartnershipView) };
  }

  @Get('waiting-for-you')
  @ApiOperation({
    operationId: 'listWaitingForYou',
    summary: 'What your payers have asked of your group, longest first',
    description: 'Never held against a group, and no reason to pay late.',
  })
  @ApiOkResponse({ type: WaitingPage })
  async waitingForYou(@CurrentActor() actor: Actor, @Query() query: ListQuery): Promise<WaitingPage> {
    const page = await this.waiting.waiting(actor, query);
    return { ...page, items: page.items.map(toWaitingItemView) };
  }

  @Get('findings/:id')
  @ApiOperation({ operationId: 'getFinding', summary: 'One finding: what shows it, what clears it, and who can' })
  @ApiOkResponse({ type: FindingDetailView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<FindingDetailView> {
    return toFindingDetailView(await this.findings.one(actor, id));
  }

  @Post('findings/:id/acknowledgement')
  @ApiOperation({ operationId: 'acknowledgeFinding', summary: 'Say that you know of it; your own side sees that' })
  @ApiCreatedResponse({ type: FindingDetailView })
  async acknowledge(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<FindingDetailView> {
    return this.one(actor, await this.responses.acknowledge(actor, id, version));
  }

  @Post('findings/:id/snooze')
  @ApiOperation({
    operationId: 'snoozeFinding',
    summary: 'Let it rest for your side until a day; it comes back at once when it gets worse',
  })
  @ApiCreatedResponse({ type: FindingDetailView })
  async snooze(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() wanted: SnoozeFindingDto,
  ): Promise<FindingDetailView> {
    return this.one(actor, await this.responses.snooze(actor, id, version, wanted));
  }

  @Delete('findings/:id/snooze')
  @HttpCode(204)
  @ApiOperation({ operationId: 'wakeFinding', summary: 'Let it rest no longer' })
  @ApiNoContentResponse()
  wake(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.responses.wake(actor, id);
  }
}
