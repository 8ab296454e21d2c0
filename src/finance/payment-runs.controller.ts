import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch, ListQuery } from '../platform';
import type { Actor } from '../platform';
import { ProposeRunDto, RunDetailView, RunListQuery, RunPage, toRunDetailView, toRunView } from './payment-runs.dto';
import { PaymentRuns } from './payment-runs.service';
import { DifferencePage, LeftOutPage, toDifferenceView, toLeftOutView } from './run-lines.dto';
import { ApproveRunDto, CloseRunDto, RunReasonDto } from './run-moves.dto';
import { RunMoves } from './run-moves.service';
import { RunProposals } from './run-proposals.service';

@ApiTags('payment-runs')
@Controller('payment-runs')
export class PaymentRunsController {
  constructor(
    private readonly runs: PaymentRuns,
    private readonly proposals: RunProposals,
    private readonly moves: RunMoves,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listPaymentRuns', summary: 'Your payment runs, newest first' })
  @ApiOkResponse({ type: RunPage })
  async list(@CurrentActor() actor: Actor, @Query() query: RunListQuery): Promise<RunPage> {
    const page = await this.runs.list(actor, query);
    return { ...page, items: page.items.map(toRunView) };
  }

  @Post()
  @ApiOperation({
    operationId: 'proposePaymentRun',
    summary: 'Build a run from everything that must be sent by a day',
    description: 'What must be sent too and cannot be is listed with the reason under left-out.',
  })
  @ApiCreatedResponse({ type: RunDetailView })
  async propose(@CurrentActor() actor: Actor, @Body() wanted: ProposeRunDto): Promise<RunDetailView> {
    return this.one(actor, await this.proposals.propose(actor, wanted));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getPaymentRun', summary: 'One run, with what stands in its way' })
  @ApiOkResponse({ type: RunDetailView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<RunDetailView> {
    return toRunDetailView(await this.runs.one(actor, id));
  }

  @Get(':id/left-out')
  @ApiOperation({
    operationId: 'listLeftOut',
    summary: 'What had to be sent by the day too, and why it is not in the run',
  })
  @ApiOkResponse({ type: LeftOutPage })
  async leftOut(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: ListQuery,
  ): Promise<LeftOutPage> {
    const page = await this.runs.leftOut(actor, id, query);
    return { ...page, items: page.items.map(toLeftOutView) };
  }

  @Get(':id/differences')
  @ApiOperation({
    operationId: 'listRunDifferences',
    summary: 'Lines that are no longer as they were added',
    description: 'A run with such lines can be neither submitted, nor approved, nor exported.',
  })
  @ApiOkResponse({ type: DifferencePage })
  async differences(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: ListQuery,
  ): Promise<DifferencePage> {
    const page = await this.runs.differences(actor, id, query);
    return { ...page, items: page.items.map(toDifferenceView) };
  }

  @Post(':id/submission')
  @ApiOperation({ operationId: 'submitPaymentRun', summary: 'Hand a draft over to be approved' })
  @ApiCreatedResponse({ type: RunDetailView })
  async submit(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<RunDetailView> {
    return this.one(actor, await this.moves.submit(actor, id, version));
  }

  @Post(':id/approval')
  @ApiOperation({
    operationId: 'approvePaymentRun',
    summary: 'Approve a submitted run, within your limit',
    description: 'By somebody who had no hand in preparing it, after a sign-in of the last minutes.',
  })
  @ApiCreatedResponse({ type: RunDetailView })
  async approve(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { declaration }: ApproveRunDto,
  ): Promise<RunDetailView> {
    return this.one(actor, await this.moves.approve(actor, id, version, declaration));
  }

  @Post(':id/rejection')
  @ApiOperation({ operationId: 'rejectPaymentRun', summary: 'Send a run back to be changed, with the reason' })
  @ApiCreatedResponse({ type: RunDetailView })
  async reject(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { reason }: RunReasonDto,
  ): Promise<RunDetailView> {
    return this.one(actor, await this.moves.sendBack(actor, id, version, reason));
  }

  @Post(':id/cancellation')
  @ApiOperation({
    operationId: 'cancelPaymentRun',
    summary: 'Give a run up before it is exported; its payments are free',
  })
  @ApiCreatedResponse({ type: RunDetailView })
  async cancel(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { reason }: RunReasonDto,
  ): Promise<RunDetailView> {
    return this.one(actor, await this.moves.cancel(actor, id, version, reason));
  }

  @Post(':id/closure')
  @ApiOperation({ operationId: 'closePaymentRun', summary: 'Put away a run whose money has arrived or come back' })
  @ApiCreatedResponse({ type: RunDetailView })
  async close(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { reason }: CloseRunDto,
  ): Promise<RunDetailView> {
    return this.one(actor, await this.moves.close(actor, id, version, reason ?? null));
  }
}
