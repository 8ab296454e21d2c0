import { Controller, Get, Headers, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import type { AgreedExport } from './agreed-exports.sql';
import { fileOf, formatAccepted } from './exports.controller';
import { ExportQuery } from './exports.dto';
import { ExportsService } from './exports.service';

const DESCRIPTION = `Streamed. In CSV a text that a spreadsheet would run as a formula begins with an apostrophe. If the
  answer breaks off, the file is not whole.`;
const LINES = { description: 'A header line and a line for each.', schema: { type: 'string' } } as const;

/** What both sides of a contract have agreed or are told of it, as files. */
@ApiTags('exports')
@Controller('exports')
export class AgreedExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Get('strategy-links')
  @ApiOperation({
    operationId: 'exportStrategyLinks',
    summary: 'Which priorities your contracts and decisions serve, and how, as a file',
    description: DESCRIPTION,
  })
  @ApiProduces('text/csv', 'application/jsonl')
  @ApiOkResponse(LINES)
  strategyLinks(
    @CurrentActor() actor: Actor,
    @Query() query: ExportQuery,
    @Headers('accept') accept?: string,
  ): Promise<StreamableFile> {
    return this.file(actor, 'strategy-links', query, accept);
  }

  @Get('decision-processes')
  @ApiOperation({
    operationId: 'exportDecisionProcesses',
    summary: 'Every version of how your contracts take decisions, as a file',
    description: DESCRIPTION,
  })
  @ApiProduces('text/csv', 'application/jsonl')
  @ApiOkResponse(LINES)
  processes(
    @CurrentActor() actor: Actor,
    @Query() query: ExportQuery,
    @Headers('accept') accept?: string,
  ): Promise<StreamableFile> {
    return this.file(actor, 'decision-processes', query, accept);
  }

  @Get('commencements')
  @ApiOperation({
    operationId: 'exportCommencements',
    summary: 'Every version of how both sides of your contracts work together, as a file',
    description: DESCRIPTION,
  })
  @ApiProduces('text/csv', 'application/jsonl')
  @ApiOkResponse(LINES)
  commencements(
    @CurrentActor() actor: Actor,
    @Query() query: ExportQuery,
    @Headers('accept') accept?: string,
  ): Promise<StreamableFile> {
    return this.file(actor, 'commencements', query, accept);
  }

  private async file(actor: Actor, what: AgreedExport, { format: wanted }: ExportQuery, accept?: string) {
    const format = wanted ?? formatAccepted(accept);
    return new StreamableFile(await this.exports.agreed(actor, what, format), fileOf(what)[format]);
  }
}
