import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { NamedLeadListQuery, NamedLeadPage, toNamedLeadView } from './named-leads.dto';
import { NamedLeadsService } from './named-leads.service';

@ApiTags('named-leads')
@Controller('named-leads')
export class NamedLeadsController {
  constructor(private readonly leads: NamedLeadsService) {}

  @Get()
  @ApiOperation({ operationId: 'listNamedLeads', summary: 'Who answers for your contracts, on both sides' })
  @ApiOkResponse({ type: NamedLeadPage })
  async list(@CurrentActor() actor: Actor, @Query() query: NamedLeadListQuery): Promise<NamedLeadPage> {
    const page = await this.leads.list(actor, query);
    return { ...page, items: page.items.map(toNamedLeadView) };
  }
}
