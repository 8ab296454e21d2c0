import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { PlanComparisonView, toPlanComparisonView } from './plan-comparison.dto';
import { ScheduleVersionsView, TermsHistoryView } from './plan-history.dto';
import { PlanHistory } from './plan-history.service';
import { VariationProposals } from './variation-proposals.service';
import { VariationReader } from './variation-reader.service';
import { VariationDetailView } from './variation-view.dto';
import { PreviewVariationDto, ProposeVariationDto } from './variations.dto';

@ApiTags('variations')
@Controller('contracts')
export class ContractVariationsController {
  constructor(
    private readonly proposals: VariationProposals,
    private readonly reader: VariationReader,
    private readonly history: PlanHistory,
  ) {}

  @Post(':id/variations/preview')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'previewVariation',
    summary: 'What a variation would make of the payments, old and new side by side; nothing is saved',
  })
  @ApiOkResponse({ type: PlanComparisonView })
  async preview(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() request: PreviewVariationDto,
  ): Promise<PlanComparisonView> {
    return toPlanComparisonView(await this.proposals.preview(actor, id, request));
  }

  @Post(':id/variations')
  @ApiOperation({
    operationId: 'proposeVariation',
    summary: 'Propose other terms for an agreed contract, for the other side to accept or decline',
  })
  @ApiCreatedResponse({ type: VariationDetailView })
  async propose(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: ProposeVariationDto,
  ): Promise<VariationDetailView> {
    return this.reader.one(actor, await this.proposals.propose(actor, id, version, request));
  }

  @Get(':id/schedule/versions')
  @ApiOperation({ operationId: 'listScheduleVersions', summary: 'Every plan of payments that a contract has had' })
  @ApiOkResponse({ type: ScheduleVersionsView })
  async versions(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ScheduleVersionsView> {
    return { versions: await this.history.versions(actor, id) };
  }

  @Get(':id/terms')
  @ApiOperation({ operationId: 'getTermsHistory', summary: 'Which terms of payment held from which day on' })
  @ApiOkResponse({ type: TermsHistoryView })
  async terms(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<TermsHistoryView> {
    return { terms: await this.history.terms(actor, id) };
  }
}
