import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../../identity';
import { Clock, IfMatch } from '../../platform';
import type { Actor } from '../../platform';
import { BankDetailCalls } from './bank-detail-calls.service';
import { BankDetailMoves } from './bank-detail-moves.service';
import { BankDetailView, CallBackDto, NumbersToCallView, toBankDetailView, toNumberView } from './bank-details.dto';
import { BankDetailsService } from './bank-details.service';

@ApiTags('bank-details')
@Controller('bank-details/:id')
export class BankDetailMovesController {
  constructor(
    private readonly details: BankDetailsService,
    private readonly calls: BankDetailCalls,
    private readonly moves: BankDetailMoves,
    private readonly clock: Clock,
  ) {}

  @Get('numbers-to-call')
  @ApiOperation({
    operationId: 'listNumbersToCall',
    summary: 'Numbers of the payee that had been held for a week, and verified, when the change was proposed',
  })
  @ApiOkResponse({ type: NumbersToCallView })
  async numbers(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<NumbersToCallView> {
    return { items: (await this.calls.numbers(actor, id)).map(toNumberView) };
  }

  @Post('call-backs')
  @ApiOperation({
    operationId: 'recordCallBack',
    summary: 'Write down who of the payee was called, and what they said',
  })
  @ApiCreatedResponse({ type: BankDetailView })
  async callBack(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() call: CallBackDto,
  ): Promise<BankDetailView> {
    return this.view(actor, await this.calls.record(actor, id, version, call));
  }

  @Post('confirmation')
  @ApiOperation({
    operationId: 'confirmBankDetail',
    summary: 'Confirm as a second person; it takes effect 72 hours later',
  })
  @ApiCreatedResponse({ type: BankDetailView })
  async confirm(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<BankDetailView> {
    return this.view(actor, await this.moves.confirm(actor, id, version));
  }

  @Post('refusal')
  @ApiOperation({ operationId: 'refuseBankDetail', summary: 'Refuse a change that is not in force yet' })
  @ApiCreatedResponse({ type: BankDetailView })
  async refuse(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<BankDetailView> {
    return this.view(actor, await this.moves.close(actor, id, version, 'refusal'));
  }

  @Post('cancellation')
  @ApiOperation({ operationId: 'cancelBankDetail', summary: 'Cancel a change that is not in force yet' })
  @ApiCreatedResponse({ type: BankDetailView })
  async cancel(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<BankDetailView> {
    return this.view(actor, await this.moves.close(actor, id, version, 'cancellation'));
  }

  @Post('end')
  @ApiOperation({
    operationId: 'endBankDetail',
    summary: 'End details in force; nothing is paid by bank file until others are',
  })
  @ApiCreatedResponse({ type: BankDetailView })
  async end(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<BankDetailView> {
    return this.view(actor, await this.moves.close(actor, id, version, 'end'));
  }

  @Post('objection')
  @ApiOperation({
    operationId: 'objectToBankDetail',
    summary: 'The group says that these details are wrong, which stops them',
  })
  @ApiCreatedResponse({ type: BankDetailView })
  async object(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<BankDetailView> {
    return this.view(actor, await this.moves.object(actor, id, version));
  }

  private async view(actor: Actor, id: string): Promise<BankDetailView> {
    return toBankDetailView(await this.details.one(actor, id), this.clock.now());
  }
}
