import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../../identity';
import { IfMatch } from '../../platform';
import type { Actor } from '../../platform';
import { EntryDecisions } from './entry-decisions.service';
import { ConfirmEntryDto, DecisionReasonDto, EntryView, toEntryView } from './entries.dto';
import { Reconciliations } from './reconciliations.service';

@ApiTags('reconciliations')
@Controller('reconciliations/:id/entries/:entryId')
export class EntriesController {
  constructor(
    private readonly reconciliations: Reconciliations,
    private readonly decisions: EntryDecisions,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getStatementEntry', summary: 'One entry of a statement' })
  @ApiOkResponse({ type: EntryView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) statementId: string,
    @Param('entryId', ParseUUIDPipe) entryId: string,
  ): Promise<EntryView> {
    return toEntryView(await this.reconciliations.entry(actor, statementId, entryId));
  }

  @Post('confirmation')
  @ApiOperation({
    operationId: 'confirmStatementEntry',
    summary: 'Book an entry to the payment that it is',
    description: 'Money that came in sends the payment back; money that went out is a receipt of it.',
  })
  @ApiCreatedResponse({ type: EntryView })
  async confirm(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) statementId: string,
    @Param('entryId', ParseUUIDPipe) entryId: string,
    @IfMatch() version: number,
    @Body() confirmation: ConfirmEntryDto,
  ): Promise<EntryView> {
    await this.decisions.confirm(actor, { statementId, entryId, version }, confirmation);
    return this.one(actor, statementId, entryId);
  }

  @Post('ignore')
  @ApiOperation({ operationId: 'ignoreStatementEntry', summary: 'Set an entry aside that is none of your payments' })
  @ApiCreatedResponse({ type: EntryView })
  async ignore(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) statementId: string,
    @Param('entryId', ParseUUIDPipe) entryId: string,
    @IfMatch() version: number,
    @Body() { reason }: DecisionReasonDto,
  ): Promise<EntryView> {
    await this.decisions.ignore(actor, { statementId, entryId, version }, reason);
    return this.one(actor, statementId, entryId);
  }

  @Post('undo')
  @ApiOperation({ operationId: 'undoStatementEntry', summary: 'Take back what was booked of an entry' })
  @ApiCreatedResponse({ type: EntryView })
  async undo(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) statementId: string,
    @Param('entryId', ParseUUIDPipe) entryId: string,
    @IfMatch() version: number,
    @Body() { reason }: DecisionReasonDto,
  ): Promise<EntryView> {
    await this.decisions.undo(actor, { statementId, entryId, version }, reason);
    return this.one(actor, statementId, entryId);
  }
}
