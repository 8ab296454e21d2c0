import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { EngagementListQuery, EngagementPage, EngagementView, toEngagementView } from './engagements.dto';
import { EngagementsService } from './engagements.service';

@ApiTags('engagements')
@Controller('engagements')
export class EngagementsController {
  constructor(private readonly engagements: EngagementsService) {}

  @Get()
  @ApiOperation({ operationId: 'listEngagements', summary: 'The contact log of your partnerships' })
  @ApiOkResponse({ type: EngagementPage })
  async list(@CurrentActor() actor: Actor, @Query() query: EngagementListQuery): Promise<EngagementPage> {
    const page = await this.engagements.list(actor, query);
    return { ...page, items: page.items.map(toEngagementView) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getEngagement', summary: 'One entry of the contact log' })
  @ApiOkResponse({ type: EngagementView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<EngagementView> {
    return toEngagementView(await this.engagements.one(actor, id));
  }
}
