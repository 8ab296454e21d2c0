import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { EngagementDetailView, EngagementPage, toEngagementDetailView, toEngagementView } from './engagement-view.dto';
import { CorrectEngagementDto, LogEngagementDto } from './engagement-write.dto';
import { EngagementWritesService } from './engagement-writes.service';
import { EngagementListQuery } from './engagements.dto';
import { EngagementsService } from './engagements.service';
import { REACH } from './reach';

@ApiTags('engagements')
@Controller('engagements')
export class EngagementsController {
  constructor(
    private readonly engagements: EngagementsService,
    private readonly writes: EngagementWritesService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listEngagements', summary: 'The contact log of your partnerships' })
  @ApiOkResponse({ type: EngagementPage })
  async list(@CurrentActor() actor: Actor, @Query() query: EngagementListQuery): Promise<EngagementPage> {
    const page = await this.engagements.list(actor, query);
    return { ...page, items: page.items.map(toEngagementView) };
  }

  @Post()
  @ApiOperation({ operationId: 'logEngagement', summary: 'Log contact between the two sides', description: REACH })
  @ApiCreatedResponse({ type: EngagementDetailView })
  async log(@CurrentActor() actor: Actor, @Body() entry: LogEngagementDto): Promise<EngagementDetailView> {
    const id = await this.writes.log(actor, entry);
    return toEngagementDetailView(await this.engagements.written(actor, id));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getEngagement', summary: 'One entry of the contact log' })
  @ApiOkResponse({ type: EngagementDetailView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<EngagementDetailView> {
    return toEngagementDetailView(await this.engagements.one(actor, id));
  }

  @Post(':id/corrections')
  @ApiOperation({
    operationId: 'correctEngagement',
    summary: 'Put right what you logged; what it said stays to be read, struck out',
    description: 'For whoever wrote it; where that was a file, a service or somebody who has left, for those who lead.',
  })
  @ApiCreatedResponse({ type: EngagementDetailView })
  async correct(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() changes: CorrectEngagementDto,
  ): Promise<EngagementDetailView> {
    await this.writes.correct(actor, id, version, changes);
    return toEngagementDetailView(await this.engagements.written(actor, id));
  }
}
