import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AsOfQuery } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import {
  PartnershipDetailView,
  PartnershipListQuery,
  PartnershipPage,
  toPartnershipDetailView,
  toPartnershipView,
} from './partnerships.dto';
import { PartnershipsService } from './partnerships.service';

@ApiTags('partnerships')
@Controller('partnerships')
export class PartnershipsController {
  constructor(private readonly partnerships: PartnershipsService) {}

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
}
