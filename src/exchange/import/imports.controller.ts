import { Readable } from 'node:stream';
import {
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  ParseEnumPipe,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentActor } from '../../identity';
import { ListQuery } from '../../platform';
import type { Actor } from '../../platform';
import { ImportService } from './import.service';
import { ImportForm, ImportPage, ImportReportView, ImportView } from './imports.dto';
import { ImportsService } from './imports.service';
import type { ImportRunRow } from './imports.service';
import { TEMPLATES } from './reading';
import { withUpload } from './upload';

const FILES = { contracts: 'contracts', payments: 'payments', contacts: 'contacts' } as const;
type File = keyof typeof FILES;

@ApiTags('imports')
@Controller()
export class ImportsController {
  constructor(
    private readonly importer: ImportService,
    private readonly imports: ImportsService,
  ) {}

  @Post('imports')
  @HttpCode(200)
  @ApiOperation({ operationId: 'importFiles', summary: 'Bring in contracts, payments and contacts from CSV files' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: ImportForm })
  @ApiOkResponse({
    type: ImportReportView,
    description: 'What was done, or in a dry run would be. With errors and without keepGood: nothing.',
  })
  async create(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<ImportReportView> {
    const { report, importId } = await withUpload(request, (upload) => this.importer.forTenant(actor, upload));
    return { id: importId, ...report };
  }

  @Get('imports')
  @ApiOperation({ operationId: 'listImports', summary: 'What was brought in before, newest first' })
  @ApiOkResponse({ type: ImportPage })
  async list(@CurrentActor() actor: Actor, @Query() query: ListQuery): Promise<ImportPage> {
    const page = await this.imports.list(actor, query);
    return { ...page, items: page.items.map(toImportView) };
  }

  @Get('imports/:id')
  @ApiOperation({ operationId: 'getImport', summary: 'One import' })
  @ApiOkResponse({ type: ImportView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ImportView> {
    return toImportView(await this.imports.one(actor, id));
  }

  @Get('imports/:id/rows-to-mend/:file')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @ApiOperation({
    operationId: 'getRowsToMend',
    summary: 'The rows that were not taken, as CSV with the reasons, to mend and import again',
  })
  @ApiParam({ name: 'file', enum: FILES, example: 'contracts' })
  @ApiProduces('text/csv')
  @ApiOkResponse({
    description: 'The header and cells as they came, and a last column Problem.',
    schema: { type: 'string' },
  })
  async rowsToMend(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('file', new ParseEnumPipe(FILES)) file: File,
  ): Promise<StreamableFile> {
    const content = await this.imports.rowsToMend(actor, id, file);
    return new StreamableFile(Readable.from(content), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${file}.to-mend.csv"`,
    });
  }

  @Get('import-templates/:file')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @ApiOperation({ operationId: 'getImportTemplate', summary: 'An empty file with the columns that an import knows' })
  @ApiParam({ name: 'file', enum: FILES, example: 'contracts' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'A header line.', schema: { type: 'string' } })
  template(@Param('file', new ParseEnumPipe(FILES)) file: File): string {
    return TEMPLATES[file];
  }
}

function toImportView({ id, as_of, finished_at, report, rows_to_mend }: ImportRunRow): ImportView {
  return { id, asOf: as_of, finishedAt: finished_at.toISOString(), ...report, rowsToMend: rows_to_mend };
}
