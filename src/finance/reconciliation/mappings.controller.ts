import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../../identity';
import { IfMatch, ListQuery } from '../../platform';
import type { Actor } from '../../platform';
import { MappingDto, MappingPage, MappingView, toMappingView } from './mappings.dto';
import { StatementMappings } from './mappings.service';

@ApiTags('reconciliations')
@Controller('statement-mappings')
export class MappingsController {
  constructor(private readonly mappings: StatementMappings) {}

  @Get()
  @ApiOperation({ operationId: 'listStatementMappings', summary: 'How the CSV of your banks and ledgers is read' })
  @ApiOkResponse({ type: MappingPage })
  async list(@CurrentActor() actor: Actor, @Query() query: ListQuery): Promise<MappingPage> {
    const page = await this.mappings.list(actor, query);
    return { ...page, items: page.items.map(toMappingView) };
  }

  @Post()
  @ApiOperation({ operationId: 'addStatementMapping', summary: 'Say how the CSV of a bank or a ledger is read' })
  @ApiCreatedResponse({ type: MappingView })
  async add(@CurrentActor() actor: Actor, @Body() mapping: MappingDto): Promise<MappingView> {
    return this.one(actor, await this.mappings.add(actor, mapping));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getStatementMapping', summary: 'One mapping' })
  @ApiOkResponse({ type: MappingView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<MappingView> {
    return toMappingView(await this.mappings.one(actor, id));
  }

  @Patch(':id')
  @ApiOperation({ operationId: 'changeStatementMapping', summary: 'Change a mapping as a whole' })
  @ApiOkResponse({ type: MappingView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() mapping: MappingDto,
  ): Promise<MappingView> {
    await this.mappings.change(actor, id, version, mapping);
    return this.one(actor, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeStatementMapping', summary: 'Remove a mapping; what was read by it stays' })
  @ApiNoContentResponse()
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<void> {
    await this.mappings.remove(actor, id, version);
  }
}
