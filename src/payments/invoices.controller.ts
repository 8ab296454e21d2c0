import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { InvoiceMovesService } from './invoice-moves.service';
import { InvoicePage, InvoiceView, toInvoiceView } from './invoice-view.dto';
import { InvoiceWritesService } from './invoice-writes.service';
import { CorrectInvoiceDto, DisputeInvoiceDto, EnterInvoiceDto, InvoiceListQuery } from './invoices.dto';
import { InvoicesService } from './invoices.service';

@ApiTags('invoices')
@Controller('invoices')
export class InvoicesController {
  constructor(
    private readonly invoices: InvoicesService,
    private readonly writes: InvoiceWritesService,
    private readonly moves: InvoiceMovesService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listInvoices', summary: 'Invoices under your contracts' })
  @ApiOkResponse({ type: InvoicePage })
  async list(@CurrentActor() actor: Actor, @Query() query: InvoiceListQuery): Promise<InvoicePage> {
    const page = await this.invoices.list(actor, query);
    return { ...page, items: page.items.map(toInvoiceView) };
  }

  @Post()
  @ApiOperation({
    operationId: 'enterInvoice',
    summary: 'Send an invoice, or write down one that came another way',
    description: 'An amount other than that of its payments is not refused: amountMessage says by how much it differs.',
  })
  @ApiCreatedResponse({ type: InvoiceView })
  async enter(@CurrentActor() actor: Actor, @Body() request: EnterInvoiceDto): Promise<InvoiceView> {
    return this.view(actor, await this.writes.enter(actor, request));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getInvoice', summary: 'One invoice with its files and what became of it' })
  @ApiOkResponse({ type: InvoiceView })
  one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<InvoiceView> {
    return this.view(actor, id);
  }

  @Patch(':id')
  @ApiOperation({
    operationId: 'correctInvoice',
    summary: 'Put right what your side entered, as long as no payment of it has left',
    description: 'It is then to be checked again. One that was disputed counts as received on the day it is corrected.',
  })
  @ApiOkResponse({ type: InvoiceView })
  async correct(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: CorrectInvoiceDto,
  ): Promise<InvoiceView> {
    await this.writes.correct(actor, id, version, request);
    return this.view(actor, id);
  }

  @Post(':id/validation')
  @ApiOperation({ operationId: 'validateInvoice', summary: 'Say that an invoice is right and may be paid' })
  @ApiCreatedResponse({ type: InvoiceView })
  async validate(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<InvoiceView> {
    return this.view(actor, await this.moves.validate(actor, id, version));
  }

  @Post(':id/dispute')
  @ApiOperation({
    operationId: 'disputeInvoice',
    summary: 'Say what is wrong with an invoice, and when the group was told',
    description: 'A public body says so without undue delay: both sides see the days.',
  })
  @ApiCreatedResponse({ type: InvoiceView })
  async dispute(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: DisputeInvoiceDto,
  ): Promise<InvoiceView> {
    return this.view(actor, await this.moves.dispute(actor, id, version, request));
  }

  @Post(':id/credit')
  @ApiOperation({
    operationId: 'creditInvoice',
    summary: 'Take an invoice back: it asks for nothing, and its payments can have another',
  })
  @ApiCreatedResponse({ type: InvoiceView })
  async credit(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
  ): Promise<InvoiceView> {
    return this.view(actor, await this.moves.credit(actor, id, version));
  }

  private async view(actor: Actor, id: string): Promise<InvoiceView> {
    return toInvoiceView(await this.invoices.one(actor, id));
  }
}
