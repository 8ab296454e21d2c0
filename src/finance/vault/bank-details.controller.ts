import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { BankDetailMoves } from './bank-detail-moves.service';
import { BankDetailProposals } from './bank-detail-proposals.service';
import {
  BankDetailHistoryView,
  BankDetailListQuery,
  BankDetailPage,
  BankDetailView,
  LookDto,
  ProposeBankDetailDto,
  toBankDetailView,
  toEventView,
  toWholeAccountView,
  WholeAccountView,
} from './bank-details.dto';
import { BankDetailsService } from './bank-details.service';

@ApiTags('bank-details')
@Controller('bank-details')
export class BankDetailsController {
  constructor(
    private readonly details: BankDetailsService,
    private readonly proposals: BankDetailProposals,
    private readonly moves: BankDetailMoves,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listBankDetails',
    summary: 'Where payees are paid, masked, and the changes on their way',
  })
  @ApiOkResponse({ type: BankDetailPage })
  async list(@CurrentActor() actor: Actor, @Query() query: BankDetailListQuery): Promise<BankDetailPage> {
    const page = await this.details.list(actor, query);
    const now = this.clock.now();
    return { ...page, items: page.items.map((row) => toBankDetailView(row, now)) };
  }

  @Post()
  @ApiOperation({
    operationId: 'proposeBankDetail',
    summary: 'Propose other bank details of a payee, or your own account',
  })
  @ApiCreatedResponse({ type: BankDetailView })
  async propose(@CurrentActor() actor: Actor, @Body() wanted: ProposeBankDetailDto): Promise<BankDetailView> {
    return this.one(actor, await this.proposals.propose(actor, wanted));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getBankDetail', summary: 'Bank details, masked, and how far a change has come' })
  @ApiOkResponse({ type: BankDetailView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<BankDetailView> {
    return toBankDetailView(await this.details.one(actor, id), this.clock.now());
  }

  @Get(':id/history')
  @ApiOperation({ operationId: 'getBankDetailHistory', summary: 'What happened, and each time that finance looked' })
  @ApiOkResponse({ type: BankDetailHistoryView })
  async history(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<BankDetailHistoryView> {
    const events = await this.details.history(actor, await this.details.one(actor, id));
    return { items: events.map(toEventView) };
  }

  @Post(':id/looks')
  @HttpCode(200)
  @ApiOperation({ operationId: 'lookAtBankDetail', summary: 'The whole number, for once; each look is on record' })
  @ApiOkResponse({ type: WholeAccountView })
  async look(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() look: LookDto,
  ): Promise<WholeAccountView> {
    return toWholeAccountView(await this.moves.look(actor, id, look));
  }
}
