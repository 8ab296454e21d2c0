import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor } from '../identity';
import { ApiStoredFile, IfMatch, sendFile, withFile } from '../platform';
import type { Actor } from '../platform';
import { Priorities } from './priorities.service';
import {
  ChangeStrategyDto,
  NewStrategyDto,
  PriorityDto,
  StrategyFileForm,
  StrategyListQuery,
  StrategyPage,
  StrategyView,
} from './strategies.dto';
import { Strategies } from './strategies.service';
import { StrategyFiles } from './strategy-files.service';

@ApiTags('strategies')
@Controller()
export class StrategiesController {
  constructor(
    private readonly strategies: Strategies,
    private readonly priorities: Priorities,
    private readonly files: StrategyFiles,
  ) {}

  @Get('strategies')
  @ApiOperation({ operationId: 'listStrategies', summary: 'Your strategies with their priorities, newest first' })
  @ApiOkResponse({ type: StrategyPage })
  list(@CurrentActor() actor: Actor, @Query() query: StrategyListQuery): Promise<StrategyPage> {
    return this.strategies.list(actor, query);
  }

  @Get('strategies/:id')
  @ApiOperation({ operationId: 'getStrategy', summary: 'One strategy with its priorities' })
  @ApiOkResponse({ type: StrategyView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<StrategyView> {
    return this.strategies.one(actor, id);
  }

  @Post('strategies')
  @ApiOperation({ operationId: 'enterStrategy', summary: 'Enter a strategy of your organisation' })
  @ApiCreatedResponse({ type: StrategyView })
  async enter(@CurrentActor() actor: Actor, @Body() request: NewStrategyDto): Promise<StrategyView> {
    return this.strategies.one(actor, await this.strategies.enter(actor, request));
  }

  @Patch('strategies/:id')
  @ApiOperation({ operationId: 'changeStrategy', summary: 'Correct what is said of a strategy' })
  @ApiOkResponse({ type: StrategyView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() wanted: ChangeStrategyDto,
  ): Promise<StrategyView> {
    await this.strategies.change(actor, id, version, wanted);
    return this.strategies.one(actor, id);
  }

  @Delete('strategies/:id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeStrategy', summary: 'Take away a strategy to which nothing is linked' })
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<void> {
    return this.strategies.remove(actor, id, version);
  }

  @Post('strategies/:id/priorities')
  @ApiOperation({ operationId: 'addPriority', summary: 'Add a priority to a strategy' })
  @ApiCreatedResponse({ type: StrategyView })
  async addPriority(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { title }: PriorityDto,
  ): Promise<StrategyView> {
    return this.strategies.one(actor, await this.priorities.add(actor, id, title));
  }

  @Patch('strategy-priorities/:id')
  @ApiOperation({ operationId: 'renamePriority', summary: 'Correct the words of a priority' })
  @ApiOkResponse({ type: StrategyView })
  async rename(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { title }: PriorityDto,
  ): Promise<StrategyView> {
    return this.strategies.one(actor, await this.priorities.rename(actor, id, version, title));
  }

  @Delete('strategy-priorities/:id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removePriority', summary: 'Take away a priority to which nothing is linked' })
  @ApiNoContentResponse()
  async removePriority(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<void> {
    await this.priorities.remove(actor, id, version);
  }

  @Post('strategies/:id/file')
  @ApiOperation({
    operationId: 'putStrategyFile',
    summary: 'Add the strategy itself as a file, in the place of the one before',
    description: 'What it is, is told from its contents: one that is too large answers 413, one of another kind 422.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: StrategyFileForm })
  @ApiCreatedResponse({ type: StrategyView })
  async putFile(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<StrategyView> {
    await this.strategies.one(actor, id);
    await withFile(request, (file) => this.files.put(actor, id, file));
    return this.strategies.one(actor, id);
  }

  @Get('strategies/:id/file')
  @ApiOperation({
    operationId: 'getStrategyFile',
    summary: 'The strategy itself, to be saved; a group reads it once it is published and its work is linked to it',
  })
  @ApiStoredFile()
  async readFile(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendFile(reply, await this.files.read(actor, id));
  }
}
