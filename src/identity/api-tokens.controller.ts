import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListQuery } from '../platform';
import type { Actor } from '../platform';
import { ApiTokensService } from './api-tokens.service';
import { ApiTokenPage, CreateApiTokenDto, NewApiTokenView, toApiTokenView, toNewApiTokenView } from './identity.dto';
import { CurrentActor } from './request';

@ApiTags('api-tokens')
@Controller('api-tokens')
export class ApiTokensController {
  constructor(private readonly tokens: ApiTokensService) {}

  @Get()
  @ApiOperation({ operationId: 'listApiTokens', summary: 'The keys of services, without their secrets' })
  @ApiOkResponse({ type: ApiTokenPage })
  async list(@CurrentActor() actor: Actor, @Query() query: ListQuery): Promise<ApiTokenPage> {
    const page = await this.tokens.list(actor, query);
    return { ...page, items: page.items.map(toApiTokenView) };
  }

  @Post()
  @ApiOperation({ operationId: 'createApiToken', summary: 'Make a key for a service; its secret is shown this once' })
  @ApiCreatedResponse({ type: NewApiTokenView })
  async create(@CurrentActor() actor: Actor, @Body() request: CreateApiTokenDto): Promise<NewApiTokenView> {
    return toNewApiTokenView(await this.tokens.create(actor, request));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'revokeApiToken', summary: 'Stop a key from working, at once' })
  @ApiNoContentResponse()
  revoke(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.tokens.revoke(actor, id);
  }
}
