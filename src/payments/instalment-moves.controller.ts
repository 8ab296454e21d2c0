import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { ChangeHoldDto, HoldInstalmentDto, HoldView, ReleaseHoldDto } from './holds.dto';
import { HoldsService } from './holds.service';
import { InstalmentHistoryView, toHistoryView } from './history.dto';
import { HistoryService } from './history.service';
import { AttemptAgainDto, RecordReturnDto } from './instalment-moves.dto';
import { InstalmentMovesService } from './instalment-moves.service';
import { InstalmentDetailView, toInstalmentDetailView } from './instalment-view.dto';
import { InstalmentsService } from './instalments.service';

@ApiTags('instalments')
@Controller('instalments')
export class InstalmentMovesController {
  constructor(
    private readonly instalments: InstalmentsService,
    private readonly moves: InstalmentMovesService,
    private readonly holds: HoldsService,
    private readonly histories: HistoryService,
  ) {}

  @Get(':id/history')
  @ApiOperation({
    operationId: 'getInstalmentHistory',
    summary: 'All that happened to one payment: moves, holds, money, what the group said',
  })
  @ApiOkResponse({ type: InstalmentHistoryView })
  async history(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<InstalmentHistoryView> {
    return toHistoryView(await this.histories.of(actor, id));
  }

  @Post(':id/approval')
  @ApiOperation({ operationId: 'approveInstalment', summary: 'Approve one planned payment, to be sent' })
  @ApiCreatedResponse({ type: InstalmentDetailView })
  async approve(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<InstalmentDetailView> {
    return this.view(actor, await this.moves.approve(actor, id, version));
  }

  @Delete(':id/approval')
  @HttpCode(204)
  @ApiOperation({ operationId: 'unapproveInstalment', summary: 'Take an approval back: the payment is planned again' })
  @ApiNoContentResponse()
  async unapprove(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<void> {
    await this.moves.unapprove(actor, id, version);
  }

  @Post(':id/hold')
  @ApiOperation({
    operationId: 'holdInstalment',
    summary: 'Hold a payment back, with a reason and whose cause it is',
    description: 'Held is still overdue once its day has passed. One in a payment run is taken out of the run first.',
  })
  @ApiCreatedResponse({ type: InstalmentDetailView })
  async hold(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() said: HoldInstalmentDto,
  ): Promise<InstalmentDetailView> {
    return this.view(actor, await this.holds.hold(actor, id, version, said));
  }

  @Post(':id/hold/release')
  @ApiOperation({ operationId: 'releaseInstalment', summary: 'End a hold: the payment is planned again' })
  @ApiCreatedResponse({ type: InstalmentDetailView })
  async release(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { reason }: ReleaseHoldDto,
  ): Promise<InstalmentDetailView> {
    return this.view(actor, await this.holds.release(actor, id, version, reason));
  }

  @Patch(':id/holds/:holdId')
  @ApiOperation({
    operationId: 'changeHold',
    summary: 'Say whose cause a hold is, as your side sees it; while it holds and after',
    description: 'The group adds its own words; the health body the day on which the group was told.',
  })
  @ApiOkResponse({ type: HoldView })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) instalmentId: string,
    @Param('holdId', ParseUUIDPipe) holdId: string,
    @IfMatch() version: number,
    @Body() said: ChangeHoldDto,
  ): Promise<HoldView> {
    return this.holds.change(actor, { instalmentId, holdId }, version, said);
  }

  @Post(':id/return')
  @ApiOperation({
    operationId: 'recordReturn',
    summary: 'Record that the bank sent a payment back',
    description: 'Of one that was sent. Money that had been received and was taken back is a recovery instead.',
  })
  @ApiCreatedResponse({ type: InstalmentDetailView })
  async returned(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: RecordReturnDto,
  ): Promise<InstalmentDetailView> {
    return this.view(actor, await this.moves.returned(actor, id, version, request));
  }

  @Post(':id/new-attempt')
  @ApiOperation({ operationId: 'attemptAgain', summary: 'Plan a payment anew that came back' })
  @ApiCreatedResponse({ type: InstalmentDetailView })
  async attempt(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { reason }: AttemptAgainDto,
  ): Promise<InstalmentDetailView> {
    return this.view(actor, await this.moves.attempt(actor, id, version, reason));
  }

  private async view(actor: Actor, id: string): Promise<InstalmentDetailView> {
    const { row, judge } = await this.instalments.one(actor, id);
    return toInstalmentDetailView(row, judge);
  }
}
