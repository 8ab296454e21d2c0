import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../identity';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { NameUsePage, NameUseView } from './material-view.dto';
import { EndUseDto, MoveUseDto, NameUseListQuery, NoteUseDto } from './materials.dto';
import { NameUses } from './name-uses.service';

@ApiTags('materials')
@Controller()
export class NameUsesController {
  constructor(private readonly uses: NameUses) {}

  @Get('name-uses')
  @ApiOperation({ operationId: 'listNameUses', summary: 'Where a group’s name is used, and of which version' })
  @ApiOkResponse({ type: NameUsePage })
  list(@CurrentActor() actor: Actor, @Query() query: NameUseListQuery): Promise<NameUsePage> {
    return this.uses.list(actor, query);
  }

  @Post('material-versions/:id/name-uses')
  @ApiOperation({ operationId: 'noteNameUse', summary: 'Note where this version is used with the group’s name' })
  @ApiCreatedResponse({ type: NameUseView })
  async note(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() request: NoteUseDto,
  ): Promise<NameUseView> {
    return this.uses.one(actor, await this.uses.note(actor, id, request));
  }

  @Post('name-uses/:id/end')
  @HttpCode(200)
  @ApiOperation({ operationId: 'endNameUse', summary: 'Note from which day it is used there no more' })
  @ApiOkResponse({ type: NameUseView })
  async end(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { untilOn }: EndUseDto,
  ): Promise<NameUseView> {
    return this.uses.one(actor, await this.uses.end(actor, id, version, untilOn));
  }

  @Post('name-uses/:id/version')
  @ApiOperation({
    operationId: 'moveNameUse',
    summary: 'Note that another version is used there from today: the entry ends, and a new one begins',
  })
  @ApiCreatedResponse({ type: NameUseView })
  async move(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { versionId }: MoveUseDto,
  ): Promise<NameUseView> {
    return this.uses.one(actor, await this.uses.move(actor, id, version, versionId));
  }
}
