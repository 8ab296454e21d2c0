import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { ReceiptPage, ReceiptView, toReceiptView } from './receipt-view.dto';
import { ReceiptWritesService } from './receipt-writes.service';
import { CorrectReceiptDto, ReceiptListQuery, RecordReceiptDto, ReverseReceiptDto } from './receipts.dto';
import { ReceiptsService } from './receipts.service';

@ApiTags('receipts')
@Controller('receipts')
export class ReceiptsController {
  constructor(
    private readonly receipts: ReceiptsService,
    private readonly writes: ReceiptWritesService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listReceipts', summary: 'What was received, and taken back, under your contracts' })
  @ApiOkResponse({ type: ReceiptPage })
  async list(@CurrentActor() actor: Actor, @Query() query: ReceiptListQuery): Promise<ReceiptPage> {
    const page = await this.receipts.list(actor, query);
    return { ...page, items: page.items.map(toReceiptView) };
  }

  @Post()
  @ApiOperation({ operationId: 'recordReceipt', summary: "Enter money that came into the group's account" })
  @ApiCreatedResponse({ type: ReceiptView })
  async record(@CurrentActor() actor: Actor, @Body() request: RecordReceiptDto): Promise<ReceiptView> {
    return this.view(actor, await this.writes.record(actor, request));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getReceipt', summary: 'One entry of the receipts ledger' })
  @ApiOkResponse({ type: ReceiptView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ReceiptView> {
    return this.view(actor, id);
  }

  @Post(':id/reversal')
  @ApiOperation({
    operationId: 'reverseReceipt',
    summary: 'Take out a receipt that was entered by mistake: it never counted',
    description: 'The answer is the reversal. Money that did come and was taken back is a recovery of its instalment.',
  })
  @ApiCreatedResponse({ type: ReceiptView })
  async reverse(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: ReverseReceiptDto,
  ): Promise<ReceiptView> {
    return this.view(actor, await this.writes.reverse(actor, id, reason));
  }

  @Post(':id/correction')
  @ApiOperation({
    operationId: 'correctReceipt',
    summary: 'Take out a receipt and enter it as it should be, in one step',
    description: 'The answer is the new receipt; the old one stays to be read, reversed.',
  })
  @ApiCreatedResponse({ type: ReceiptView })
  async correct(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() request: CorrectReceiptDto,
  ): Promise<ReceiptView> {
    return this.view(actor, await this.writes.correct(actor, id, request));
  }

  private async view(actor: Actor, id: string): Promise<ReceiptView> {
    return toReceiptView(await this.receipts.one(actor, id));
  }
}
