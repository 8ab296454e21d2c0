import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AsOfQuery, IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { ChangePartnershipDto, ListGroupDto } from './change-partnership.dto';
import { PartnershipListQuery } from './partnership-list-query';
import { PartnershipChanges } from './partnership-changes.service';
import { PartnershipDetailView, PartnershipPage, toPartnershipDetailView, toPartnershipView } from './partnerships.dto';
import { PartnershipsService } from './partnerships.service';

@ApiTags('partnerships')
@Controller('partnerships')
export class PartnershipsController {
  constructor(
    private readonly partnerships: PartnershipsService,
    private readonly changes: PartnershipChanges,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listPartnerships', summary: 'Your partnerships' })
  @ApiOkResponse({ type: PartnershipPage })
  async list(@CurrentActor() actor: Actor, @Query() query: PartnershipListQuery): Promise<PartnershipPage> {
    const page = await this.partnerships.list(actor, query);
    return { ...page, items: page.items.map(toPartnershipView) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getPartnership', summary: 'One partnership, with the people of both sides' })
  @ApiOkResponse({ type: PartnershipDetailView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { asOf }: AsOfQuery,
  ): Promise<PartnershipDetailView> {
    return toPartnershipDetailView(await this.partnerships.one(actor, id, asOf));
  }

  @Post()
  @ApiOperation({
    operationId: 'listGroup',
    summary: 'List a group that you work with; it is told nothing until you invite it',
  })
  @ApiCreatedResponse({ type: PartnershipDetailView })
  async listGroup(@CurrentActor() actor: Actor, @Body() wanted: ListGroupDto): Promise<PartnershipDetailView> {
    return this.one(actor, await this.changes.list(actor, wanted), {});
  }

  @Patch(':id')
  @ApiOperation({
    operationId: 'changePartnership',
    summary: 'Change the supplier number, or how often you are in touch',
  })
  @ApiOkResponse({ type: PartnershipDetailView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() wanted: ChangePartnershipDto,
  ): Promise<PartnershipDetailView> {
    await this.changes.change(actor, id, version, wanted);
    return this.one(actor, id, {});
  }
}
