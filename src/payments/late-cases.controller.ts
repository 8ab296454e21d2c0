import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { LateCasePage, LateCaseView } from './late-case-view.dto';
import { LateCaseWritesService } from './late-case-writes.service';
import {
  CauseOfLateCaseDto,
  CloseLateCaseDto,
  LateCaseListQuery,
  OpenLateCaseDto,
  OwnLateCaseDto,
  ReplyToLateCaseDto,
} from './late-cases.dto';
import { LateCasesService } from './late-cases.service';

@ApiTags('late-payment-cases')
@Controller('late-payment-cases')
export class LateCasesController {
  constructor(
    private readonly cases: LateCasesService,
    private readonly writes: LateCaseWritesService,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listLatePaymentCases',
    summary: 'Late payments that somebody deals with, oldest first',
  })
  @ApiOkResponse({ type: LateCasePage })
  list(@CurrentActor() actor: Actor, @Query() query: LateCaseListQuery): Promise<LateCasePage> {
    return this.cases.list(actor, query);
  }

  @Post()
  @ApiOperation({
    operationId: 'openLatePaymentCase',
    summary: 'Say that a payment has not come',
    description:
      'At most one case of a payment is open. It closes by itself when the amount has been received in full.',
  })
  @ApiCreatedResponse({ type: LateCaseView })
  async open(@CurrentActor() actor: Actor, @Body() request: OpenLateCaseDto): Promise<LateCaseView> {
    return this.cases.one(actor, await this.writes.open(actor, request));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getLatePaymentCase', summary: 'One late payment, with what was said and answered' })
  @ApiOkResponse({ type: LateCaseView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<LateCaseView> {
    return this.cases.one(actor, id);
  }

  @Post(':id/owner')
  @ApiOperation({ operationId: 'ownLatePaymentCase', summary: 'Say who at the health body deals with it' })
  @ApiCreatedResponse({ type: LateCaseView })
  async own(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { contactId }: OwnLateCaseDto,
  ): Promise<LateCaseView> {
    return this.cases.one(actor, await this.writes.own(actor, id, version, contactId));
  }

  @Post(':id/replies')
  @ApiOperation({ operationId: 'replyToLatePaymentCase', summary: 'Answer the group' })
  @ApiCreatedResponse({ type: LateCaseView })
  async reply(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: ReplyToLateCaseDto,
  ): Promise<LateCaseView> {
    return this.cases.one(actor, await this.writes.reply(actor, id, version, request));
  }

  @Post(':id/cause')
  @ApiOperation({
    operationId: 'sayWhyPaymentIsLate',
    summary: 'Say why it is late, as your side sees it',
    description:
      'Each side speaks for itself. Where the two name different parties it is disputed, and counts against nobody.',
  })
  @ApiCreatedResponse({ type: LateCaseView })
  async sayWhy(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { cause }: CauseOfLateCaseDto,
  ): Promise<LateCaseView> {
    return this.cases.one(actor, await this.writes.sayWhy(actor, id, version, cause));
  }

  @Post(':id/resolution')
  @ApiOperation({
    operationId: 'closeLatePaymentCase',
    summary: 'Close a case',
    description: 'The group closes one at any time; the health body only when the money is there, or none is owed.',
  })
  @ApiCreatedResponse({ type: LateCaseView })
  async close(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { resolution }: CloseLateCaseDto,
  ): Promise<LateCaseView> {
    return this.cases.one(actor, await this.writes.close(actor, id, version, resolution));
  }
}
