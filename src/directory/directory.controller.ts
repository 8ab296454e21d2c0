import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { DirectoryChanges } from './directory-changes.service';
import { AddDirectoryEntryDto, ChangeDirectoryEntryDto, DirectoryListQuery } from './directory.dto';
import { DirectoryEntries } from './directory.service';
import { DirectoryEntryView, DirectoryPage } from './directory-view.dto';

@ApiTags('directory')
@Controller('directory-entries')
export class DirectoryController {
  constructor(
    private readonly entries: DirectoryEntries,
    private readonly changes: DirectoryChanges,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listDirectoryEntries',
    summary: 'Who is who: departments, teams and places of a health body, in plain words',
    description: 'For the health body itself, and for the groups that work with it.',
  })
  @ApiOkResponse({ type: DirectoryPage })
  list(@CurrentActor() actor: Actor, @Query() query: DirectoryListQuery): Promise<DirectoryPage> {
    return this.entries.list(actor, query);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getDirectoryEntry', summary: 'One department, team or place' })
  @ApiOkResponse({ type: DirectoryEntryView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<DirectoryEntryView> {
    return this.entries.one(actor, id);
  }

  @Post()
  @ApiOperation({ operationId: 'addDirectoryEntry', summary: 'Add a department, a team or a place' })
  @ApiCreatedResponse({ type: DirectoryEntryView })
  async add(@CurrentActor() actor: Actor, @Body() wanted: AddDirectoryEntryDto): Promise<DirectoryEntryView> {
    return this.entries.one(actor, await this.changes.add(actor, wanted));
  }

  @Patch(':id')
  @ApiOperation({ operationId: 'changeDirectoryEntry', summary: 'Put an entry right, or say that it still is' })
  @ApiOkResponse({ type: DirectoryEntryView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() wanted: ChangeDirectoryEntryDto,
  ): Promise<DirectoryEntryView> {
    await this.changes.change(actor, id, version, wanted);
    return this.entries.one(actor, id);
  }

  @Post(':id/removal')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeDirectoryEntry', summary: 'Take an entry out of the directory' })
  @ApiNoContentResponse({ description: 'Nobody finds it any more. What groups asked of it stays to be answered.' })
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<void> {
    await this.changes.remove(actor, id, version);
  }
}
