import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { EndLeadDto, HandOverLeadDto, NameLeadDto } from './lead-naming.dto';
import { LeadNamingService } from './lead-naming.service';
import { NamedLeadListQuery, NamedLeadPage, NamedLeadView, toNamedLeadView } from './named-leads.dto';
import { NamedLeadsService } from './named-leads.service';

@ApiTags('named-leads')
@Controller('named-leads')
export class NamedLeadsController {
  constructor(
    private readonly leads: NamedLeadsService,
    private readonly naming: LeadNamingService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listNamedLeads', summary: 'Who answers for your contracts, on both sides' })
  @ApiOkResponse({ type: NamedLeadPage })
  async list(@CurrentActor() actor: Actor, @Query() query: NamedLeadListQuery): Promise<NamedLeadPage> {
    const page = await this.leads.list(actor, query);
    return { ...page, items: page.items.map(toNamedLeadView) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getNamedLead', summary: 'Somebody who answers, or answered, for a contract' })
  @ApiOkResponse({ type: NamedLeadView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<NamedLeadView> {
    return toNamedLeadView(await this.leads.one(actor, id));
  }

  @Post()
  @ApiOperation({ operationId: 'nameLead', summary: 'Name who answers for a contract on your side' })
  @ApiCreatedResponse({ type: NamedLeadView })
  async name(@CurrentActor() actor: Actor, @Body() request: NameLeadDto): Promise<NamedLeadView> {
    return toNamedLeadView(await this.leads.one(actor, await this.naming.name(actor, request)));
  }

  @Post(':id/verification')
  @ApiOperation({ operationId: 'verifyLead', summary: 'Say that this is still right today' })
  @ApiCreatedResponse({ type: NamedLeadView })
  async verify(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<NamedLeadView> {
    return toNamedLeadView(await this.leads.one(actor, await this.naming.verify(actor, id, version)));
  }

  @Post(':id/end')
  @ApiOperation({ operationId: 'endLead', summary: 'Set the last day on which somebody answers' })
  @ApiCreatedResponse({ type: NamedLeadView })
  async end(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { toOn }: EndLeadDto,
  ): Promise<NamedLeadView> {
    return toNamedLeadView(await this.leads.one(actor, await this.naming.end(actor, id, version, toOn)));
  }

  @Post(':id/handover')
  @ApiOperation({
    operationId: 'handOverLead',
    summary: 'Name who takes over the role from a day on; answers the new lead',
  })
  @ApiCreatedResponse({ type: NamedLeadView })
  async handOver(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: HandOverLeadDto,
  ): Promise<NamedLeadView> {
    return toNamedLeadView(await this.leads.one(actor, await this.naming.handOver(actor, id, version, request)));
  }
}
