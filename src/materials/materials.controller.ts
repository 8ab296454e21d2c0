import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentActor } from '../identity';
import { IfMatch, withFile } from '../platform';
import type { Actor } from '../platform';
import { MaterialVersions } from './material-versions.service';
import { MaterialDetailView, MaterialPage } from './material-view.dto';
import { CreditDto, MaterialFileForm, MaterialListQuery, StartMaterialDto, WordsDto } from './materials.dto';
import { MATERIAL_FILE_LIMIT } from './file-limit';
import { Materials } from './materials.service';

@ApiTags('materials')
@Controller()
export class MaterialsController {
  constructor(
    private readonly materials: Materials,
    private readonly versions: MaterialVersions,
  ) {}

  @Get('materials')
  @ApiOperation({ operationId: 'listMaterials', summary: 'What partnerships publish or work with' })
  @ApiOkResponse({ type: MaterialPage })
  list(@CurrentActor() actor: Actor, @Query() query: MaterialListQuery): Promise<MaterialPage> {
    return this.materials.list(actor, query);
  }

  @Get('materials/:id')
  @ApiOperation({
    operationId: 'getMaterial',
    summary: 'One material: its versions, proposed edits and comments, and what the group said of its name',
  })
  @ApiOkResponse({ type: MaterialDetailView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<MaterialDetailView> {
    return this.materials.one(actor, id);
  }

  @Post('partnerships/:id/materials')
  @ApiOperation({ operationId: 'startMaterial', summary: 'Start a material, with its first words where it has some' })
  @ApiCreatedResponse({ type: MaterialDetailView })
  async start(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() request: StartMaterialDto,
  ): Promise<MaterialDetailView> {
    return this.materials.one(actor, await this.versions.start(actor, id, request));
  }

  @Put('materials/:id/credit')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'creditMaterial',
    summary: 'Say how your side’s people who worked on it are credited, or that they are not named',
  })
  @ApiOkResponse({ type: MaterialDetailView })
  async credit(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { credit }: CreditDto,
  ): Promise<MaterialDetailView> {
    return this.materials.one(actor, await this.versions.credit(actor, id, version, credit));
  }

  @Post('materials/:id/versions')
  @ApiOperation({
    operationId: 'addMaterialVersion',
    summary: 'Make a further version; what the group said of its name lapses with it',
  })
  @ApiCreatedResponse({ type: MaterialDetailView })
  async addWords(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { words }: WordsDto,
  ): Promise<MaterialDetailView> {
    return this.materials.one(actor, await this.versions.addWords(actor, id, version, words));
  }

  @Post('materials/:id/versions/file')
  @ApiOperation({
    operationId: 'addMaterialFile',
    summary: 'Make a further version that is a file; what the group said of its name lapses with it',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: MaterialFileForm })
  @ApiCreatedResponse({ type: MaterialDetailView })
  async addFile(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Req() request: FastifyRequest,
  ): Promise<MaterialDetailView> {
    await this.materials.one(actor, id);
    await withFile(request, (file) => this.versions.addFile(actor, id, version, file), { limit: MATERIAL_FILE_LIMIT });
    return this.materials.one(actor, id);
  }
}
