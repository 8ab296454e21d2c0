import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { PurchaseOrdersService } from '../../payments';
import type { Actor } from '../../platform';
import { Type } from 'class-transformer';
import { IsInt, Min } from 'class-validator';
import { calendarDate } from '../../shared/calendar-date';
import { financialYearName } from '../../shared/financial-year';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { amountIn, dayFirst } from './money-in.rules';
import { OrderForm, orderIn } from './order-form';

const TEMPLATE = 'paperwork/purchase-order.njk';
const AGAIN = { message: 'Open the page again, then send it' };

class ChangeOrderForm extends OrderForm {
  @Type(() => Number)
  @IsInt(AGAIN)
  @Min(1, AGAIN)
  version!: number;
}

/** One purchase order: changed where it was written down wrong or was topped up, taken out where it is none. */
@PageController()
export class PurchaseOrderPage {
  constructor(
    private readonly pages: Pages,
    private readonly orders: PurchaseOrdersService,
  ) {}

  @Get('o/:org/purchase-orders/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { number, valuePence, validTo } = await this.orders.one(actor, id);
    const answers = { number, valuePence: amountIn(valuePence), validTo: dayFirst(calendarDate(validTo)) };
    this.pages.render(request, reply, TEMPLATE, await this.page(actor, id), { answers });
  }

  @Post('o/:org/purchase-orders/:id')
  async change(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { contractId } = await this.orders.one(actor, id);
    const page = () => this.page(actor, id);
    const move = { form: ChangeOrderForm, template: TEMPLATE, page, to: paperworkOf(actor, contractId) };
    await this.pages.move(request, reply, { ...move, done: 'order-changed' }, ({ version, ...form }) =>
      this.orders.change(actor, id, version, orderIn(form)),
    );
  }

  @Post('o/:org/purchase-orders/:id/removal')
  async remove(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { contractId } = await this.orders.one(actor, id);
    const page = () => this.page(actor, id);
    const move = { form: VersionForm, template: TEMPLATE, page, to: paperworkOf(actor, contractId) };
    await this.pages.move(request, reply, { ...move, done: 'order-removed' }, () => this.orders.remove(actor, id));
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const order = await this.orders.one(actor, id);
    return {
      title: `Purchase order ${order.number}`,
      breadcrumbs: [{ text: 'Orders and coding', href: paperworkOf(actor, order.contractId) }],
      order,
      year: financialYearName(order.financialYear),
      choices: null,
    };
  }
}

function paperworkOf({ organisationId }: Actor, contractId: string): string {
  return `/o/${organisationId}/contracts/${contractId}/paperwork`;
}
