import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../identity';
import { IfMatch, sendFile } from '../platform';
import type { Actor } from '../platform';
import { RunExportReads } from './run-export-reads.service';
import { ExportRunDto, RunExportList, RunExportView, toRunExportView } from './run-exports.dto';
import { RunExports } from './run-exports.service';

@ApiTags('payment-runs')
@Controller('payment-runs/:id/exports')
export class RunExportsController {
  constructor(
    private readonly exports: RunExports,
    private readonly reads: RunExportReads,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listRunExports', summary: 'The files that were made of a run' })
  @ApiOkResponse({ type: RunExportList })
  async list(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<RunExportList> {
    return { items: (await this.reads.list(actor, id)).map(toRunExportView) };
  }

  @Post()
  @ApiOperation({
    operationId: 'exportPaymentRun',
    summary: 'Make the payment file of an approved run, which sends it; or a further file of one that was sent',
    description: 'Each file is made once and kept; the sign-in must be of the last minutes.',
  })
  @ApiCreatedResponse({ type: RunExportView })
  async export(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() wanted: ExportRunDto,
  ): Promise<RunExportView> {
    const exportId = await this.exports.export(actor, id, version, wanted);
    return toRunExportView(await this.reads.one(actor, id, exportId));
  }

  @Get(':exportId/file')
  @ApiOperation({ operationId: 'downloadRunExport', summary: 'The file again, byte for byte' })
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  async file(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('exportId', ParseUUIDPipe) exportId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendFile(reply, await this.reads.file(actor, id, exportId));
  }
}
