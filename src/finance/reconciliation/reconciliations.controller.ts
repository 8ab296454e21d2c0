import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor } from '../../identity';
import { IfMatch, ListQuery, sendFile } from '../../platform';
import type { Actor } from '../../platform';
import { DecisionReasonDto, EntryListQuery, EntryPage, toEntryView } from './entries.dto';
import { ReconciliationPage, ReconciliationView, StatementForm, toReconciliationView } from './reconciliations.dto';
import { Reconciliations } from './reconciliations.service';
import { StatementImports } from './statement-imports.service';
import { StatementUndo } from './statement-undo.service';
import { withStatement } from './statement-upload';

@ApiTags('reconciliations')
@Controller('reconciliations')
export class ReconciliationsController {
  constructor(
    private readonly imports: StatementImports,
    private readonly reconciliations: Reconciliations,
    private readonly undoing: StatementUndo,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listReconciliations', summary: 'The statements that were taken in, newest first' })
  @ApiOkResponse({ type: ReconciliationPage })
  async list(@CurrentActor() actor: Actor, @Query() query: ListQuery): Promise<ReconciliationPage> {
    const page = await this.reconciliations.list(actor, query);
    return { ...page, items: page.items.map(toReconciliationView) };
  }

  @Post()
  @ApiOperation({
    operationId: 'takeInStatement',
    summary: 'Take in what the bank or the ledger says became of payments',
    description:
      'Only what names a payment exactly, for exactly what is outstanding, is booked; the rest waits for a person. The same file twice is refused.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: StatementForm })
  @ApiCreatedResponse({ type: ReconciliationView })
  async take(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<ReconciliationView> {
    const id = await withStatement(request, (statement) => this.imports.take(actor, statement));
    return this.one(actor, id);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getReconciliation', summary: 'One statement, with what became of its entries' })
  @ApiOkResponse({ type: ReconciliationView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ReconciliationView> {
    return toReconciliationView(await this.reconciliations.one(actor, id));
  }

  @Get(':id/file')
  @ApiOperation({ operationId: 'getStatementFile', summary: 'The file as it came' })
  @ApiProduces('application/xml', 'text/csv')
  @ApiOkResponse({ description: 'Byte for byte.', schema: { type: 'string', format: 'binary' } })
  async file(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendFile(reply, await this.reconciliations.file(actor, id));
  }

  @Get(':id/entries')
  @ApiOperation({
    operationId: 'listStatementEntries',
    summary: 'The entries of a statement, in the order of the file',
  })
  @ApiOkResponse({ type: EntryPage })
  async entries(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: EntryListQuery,
  ): Promise<EntryPage> {
    const page = await this.reconciliations.entries(actor, id, query);
    return { ...page, items: page.items.map(toEntryView) };
  }

  @Post(':id/undo')
  @ApiOperation({
    operationId: 'undoReconciliation',
    summary: 'Take back every receipt that a statement booked',
    description: 'That a payment came back stays. The same file can be taken in again.',
  })
  @ApiCreatedResponse({ type: ReconciliationView })
  async undo(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { reason }: DecisionReasonDto,
  ): Promise<ReconciliationView> {
    return this.one(actor, await this.undoing.undo(actor, id, version, reason));
  }
}
