import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../../identity';
import { IfMatch } from '../../platform';
import type { Actor } from '../../platform';
import {
  ExportTemplatePage,
  ExportTemplateView,
  TemplatePreviewView,
  toExportTemplateView,
} from './export-template-view.dto';
import { ExportTemplateChanges } from './export-template-changes.service';
import {
  ChangeExportTemplateDto,
  ExportTemplateListQuery,
  layoutOf,
  SaveExportTemplateDto,
  TemplateLayoutDto,
} from './export-templates.dto';
import { ExportTemplates } from './export-templates.service';
import { checkTemplate } from './template-check.rules';
import { previewOf } from './template-preview.rules';

@ApiTags('export-templates')
@Controller('export-templates')
export class ExportTemplatesController {
  constructor(
    private readonly templates: ExportTemplates,
    private readonly changes: ExportTemplateChanges,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listExportTemplates',
    summary: 'The column sets that your health body has saved for its ledger',
    description: 'A payables file needs none: without one it has the usual columns.',
  })
  @ApiOkResponse({ type: ExportTemplatePage })
  async list(@CurrentActor() actor: Actor, @Query() query: ExportTemplateListQuery): Promise<ExportTemplatePage> {
    const page = await this.templates.list(actor, query);
    return { ...page, items: page.items.map(toExportTemplateView) };
  }

  @Post()
  @ApiOperation({ operationId: 'saveExportTemplate', summary: 'Save a column set' })
  @ApiCreatedResponse({ type: ExportTemplateView })
  async save(@CurrentActor() actor: Actor, @Body() wanted: SaveExportTemplateDto): Promise<ExportTemplateView> {
    return this.one(actor, await this.changes.save(actor, wanted));
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ operationId: 'previewExportTemplate', summary: 'See a file of made-up payments with a column set' })
  @ApiOkResponse({ type: TemplatePreviewView })
  async preview(@Body() wanted: TemplateLayoutDto): Promise<TemplatePreviewView> {
    const template = layoutOf(wanted);
    checkTemplate(template);
    return { text: await previewOf(template) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getExportTemplate', summary: 'One column set' })
  @ApiOkResponse({ type: ExportTemplateView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ExportTemplateView> {
    return toExportTemplateView(await this.templates.one(actor, id));
  }

  @Patch(':id')
  @ApiOperation({ operationId: 'changeExportTemplate', summary: 'Change a column set, for the files to come' })
  @ApiOkResponse({ type: ExportTemplateView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() wanted: ChangeExportTemplateDto,
  ): Promise<ExportTemplateView> {
    await this.changes.change(actor, id, version, wanted);
    return this.one(actor, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeExportTemplate', summary: 'Take a column set away; files made with it stay' })
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<void> {
    return this.changes.remove(actor, id, version);
  }
}
