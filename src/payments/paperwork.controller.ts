import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { CodingsService } from './codings.service';
import {
  AcknowledgementDto,
  AddPurchaseOrderDto,
  ChangePurchaseOrderDto,
  CodingsView,
  PaymentReadinessView,
  PurchaseOrdersView,
  PurchaseOrderView,
  SetCodingDto,
} from './paperwork.dto';
import { PaymentReadiness } from './payment-readiness.service';
import { PurchaseOrdersService } from './purchase-orders.service';
import { ScheduleAcknowledgements } from './schedule-acknowledgement.service';

@ApiTags('contracts')
@Controller()
export class PaperworkController {
  constructor(
    private readonly readiness: PaymentReadiness,
    private readonly orders: PurchaseOrdersService,
    private readonly codings: CodingsService,
    private readonly acknowledgements: ScheduleAcknowledgements,
  ) {}

  @Get('contracts/:id/payment-readiness')
  @ApiOperation({
    operationId: 'getPaymentReadiness',
    summary: 'What is missing before the payments of a contract can be sent, whose it is, and by when',
  })
  @ApiOkResponse({ type: PaymentReadinessView })
  async ready(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<PaymentReadinessView> {
    const { items, toSend, scheduleVersion, acknowledgedOn } = await this.readiness.of(actor, id);
    return { checks: items, payments: [...toSend], scheduleVersion, acknowledgedOn };
  }

  @Post('contracts/:id/schedule/acknowledgement')
  @ApiOperation({
    operationId: 'acknowledgeSchedule',
    summary: 'Say that you have read when you will be paid; no payment waits for it',
  })
  @ApiCreatedResponse({ type: PaymentReadinessView })
  async acknowledge(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { scheduleVersion }: AcknowledgementDto,
  ): Promise<PaymentReadinessView> {
    return this.ready(actor, await this.acknowledgements.acknowledge(actor, id, scheduleVersion));
  }

  @Get('contracts/:id/purchase-orders')
  @ApiOperation({ operationId: 'listPurchaseOrders', summary: 'Purchase orders of a contract, and how far they go' })
  @ApiOkResponse({ type: PurchaseOrdersView })
  orderedFor(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<PurchaseOrdersView> {
    return this.orders.of(actor, id);
  }

  @Post('contracts/:id/purchase-orders')
  @ApiOperation({ operationId: 'addPurchaseOrder', summary: 'Enter a purchase order for one financial year' })
  @ApiCreatedResponse({ type: PurchaseOrderView })
  async addOrder(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() request: AddPurchaseOrderDto,
  ): Promise<PurchaseOrderView> {
    return this.orders.one(actor, await this.orders.add(actor, id, request));
  }

  @Patch('purchase-orders/:id')
  @ApiOperation({ operationId: 'changePurchaseOrder', summary: 'Change the number, value or last day of an order' })
  @ApiOkResponse({ type: PurchaseOrderView })
  async changeOrder(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() request: ChangePurchaseOrderDto,
  ): Promise<PurchaseOrderView> {
    await this.orders.change(actor, id, version, request);
    return this.orders.one(actor, id);
  }

  @Delete('purchase-orders/:id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removePurchaseOrder', summary: 'Take out an order that was entered by mistake' })
  @ApiNoContentResponse()
  removeOrder(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.orders.remove(actor, id);
  }

  @Get('contracts/:id/codings')
  @ApiOperation({
    operationId: 'listContractCodings',
    summary: 'Where the payments of a contract stand in your ledger, by financial year',
  })
  @ApiOkResponse({ type: CodingsView })
  async coded(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<CodingsView> {
    return { items: await this.codings.of(actor, id) };
  }

  @Put('contracts/:id/coding')
  @ApiOperation({ operationId: 'setContractCoding', summary: 'Set the coding of a contract for one financial year' })
  @ApiOkResponse({ type: CodingsView })
  async code(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() request: SetCodingDto,
  ): Promise<CodingsView> {
    await this.codings.set(actor, id, request);
    return this.coded(actor, id);
  }
}
