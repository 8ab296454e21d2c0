import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import type { Actor } from '../platform';
import { LinkToPriorityDto, StrategyLinkListQuery, StrategyLinkPage, StrategyLinkView } from './strategy-links.dto';
import { StrategyLinks } from './strategy-links.service';

@ApiTags('strategies')
@Controller()
export class StrategyLinksController {
  constructor(private readonly links: StrategyLinks) {}

  @Get('strategy-links')
  @ApiOperation({
    operationId: 'listStrategyLinks',
    summary: 'Which priorities contracts and decisions serve, and how',
  })
  @ApiOkResponse({ type: StrategyLinkPage })
  list(@CurrentActor() actor: Actor, @Query() query: StrategyLinkListQuery): Promise<StrategyLinkPage> {
    return this.links.list(actor, query);
  }

  @Get('strategy-links/:id')
  @ApiOperation({ operationId: 'getStrategyLink', summary: 'How one contract or decision serves a priority' })
  @ApiOkResponse({ type: StrategyLinkView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<StrategyLinkView> {
    return this.links.one(actor, id);
  }

  @Post('contracts/:id/strategy-links')
  @ApiOperation({ operationId: 'linkContractToPriority', summary: 'Say how a contract serves a priority' })
  @ApiCreatedResponse({ type: StrategyLinkView })
  async linkContract(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() request: LinkToPriorityDto,
  ): Promise<StrategyLinkView> {
    return this.links.one(actor, await this.links.link(actor, { kind: 'contract', id }, request));
  }

  @Post('decisions/:id/strategy-links')
  @ApiOperation({ operationId: 'linkDecisionToPriority', summary: 'Say how a decision serves a priority' })
  @ApiCreatedResponse({ type: StrategyLinkView })
  async linkDecision(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() request: LinkToPriorityDto,
  ): Promise<StrategyLinkView> {
    return this.links.one(actor, await this.links.link(actor, { kind: 'decision', id }, request));
  }

  @Delete('strategy-links/:id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeStrategyLink', summary: 'Take away a link to a priority' })
  @ApiNoContentResponse()
  async unlink(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.links.unlink(actor, id);
  }
}
