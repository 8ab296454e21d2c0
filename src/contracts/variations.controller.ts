import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { VariationAnswers } from './variation-answers.service';
import { VariationReader } from './variation-reader.service';
import { toVariationView, VariationDetailView, VariationPage } from './variation-view.dto';
import { AcceptedOutsideDto, AcceptVariationDto, DeclineVariationDto, VariationListQuery } from './variations.dto';
import { VariationsService } from './variations.service';

@ApiTags('variations')
@Controller('variations')
export class VariationsController {
  constructor(
    private readonly variations: VariationsService,
    private readonly reader: VariationReader,
    private readonly answers: VariationAnswers,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listVariations', summary: 'Proposals to change the terms of agreed contracts' })
  @ApiOkResponse({ type: VariationPage })
  async list(@CurrentActor() actor: Actor, @Query() query: VariationListQuery): Promise<VariationPage> {
    const page = await this.variations.list(actor, query);
    return { ...page, items: page.items.map(toVariationView) };
  }

  @Get(':id')
  @ApiOperation({
    operationId: 'getVariation',
    summary: 'One variation; while it is open, with the payments as they are and as they would be, side by side',
  })
  @ApiOkResponse({ type: VariationDetailView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<VariationDetailView> {
    return this.reader.one(actor, id);
  }

  @Post(':id/acceptance')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'acceptVariation',
    summary: 'Accept what the other side proposed; the payments that nobody has sent are planned again',
  })
  @ApiOkResponse({ type: VariationDetailView })
  async accept(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { previewKey }: AcceptVariationDto,
  ): Promise<VariationDetailView> {
    return this.reader.one(actor, await this.answers.accept(actor, id, version, previewKey));
  }

  @Post(':id/acceptance/outside')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'recordVariationAcceptance',
    summary: 'Write down that a group which has not joined accepted your proposal outside Accord',
  })
  @ApiOkResponse({ type: VariationDetailView })
  async outside(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: AcceptedOutsideDto,
  ): Promise<VariationDetailView> {
    return this.reader.one(actor, await this.answers.acceptedOutside(actor, id, version, request));
  }

  @Post(':id/refusal')
  @HttpCode(200)
  @ApiOperation({ operationId: 'declineVariation', summary: 'Decline what the other side proposed, and say why' })
  @ApiOkResponse({ type: VariationDetailView })
  async decline(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { reason }: DeclineVariationDto,
  ): Promise<VariationDetailView> {
    return this.reader.one(actor, await this.answers.decline(actor, id, version, reason));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @ApiOperation({ operationId: 'withdrawVariation', summary: 'Take back what your side proposed' })
  @ApiOkResponse({ type: VariationDetailView })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<VariationDetailView> {
    return this.reader.one(actor, await this.answers.withdraw(actor, id, version));
  }
}
