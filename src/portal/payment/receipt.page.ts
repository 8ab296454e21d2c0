import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ReceiptsService, ReceiptWritesService, toReceiptView } from '../../payments';
import type { ReceiptView } from '../../payments';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';

const TEMPLATE = 'payment/receipt.njk';

const FROM: Readonly<Record<string, string>> = {
  import: 'A file that was brought in',
  hand: 'Recorded by one of you',
  reconciliation: 'A bank statement',
};

class TakeOutForm {
  @IsString({ message: 'Say what was wrong' })
  @IsNotEmpty({ message: 'Say what was wrong' })
  @MaxLength(500, { message: 'Say it in at most 500 characters' })
  reason!: string;
}

/** Money that arrived, and that is taken out where it was recorded by mistake. */
@PageController()
export class ReceiptPage {
  constructor(
    private readonly pages: Pages,
    private readonly receipts: ReceiptsService,
    private readonly writes: ReceiptWritesService,
  ) {}

  @Get('o/:org/receipts/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, TEMPLATE, pageOf(actor, await this.read(actor, id)));
  }

  @Post('o/:org/receipts/:id/reversal')
  async takeOut(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { instalmentId } = await this.read(actor, id);
    const page = async () => pageOf(actor, await this.read(actor, id));
    const to = `/o/${actor.organisationId}/payments/${instalmentId}`;
    const move = { form: TakeOutForm, template: TEMPLATE, page, to, done: 'taken-out' };
    await this.pages.move(request, reply, move, ({ reason }) => this.writes.reverse(actor, id, reason));
  }

  private async read(actor: Actor, id: string): Promise<ReceiptView> {
    return toReceiptView(await this.receipts.one(actor, id));
  }
}

function pageOf(actor: Actor, receipt: ReceiptView): PageData {
  const root = `/o/${actor.organisationId}`;
  const { kind, source, reversed } = receipt;
  return {
    title: kind === 'receipt' ? 'Money that arrived' : 'What was done about it',
    breadcrumbs: [{ text: 'Payment', href: `${root}/payments/${receipt.instalmentId}#money` }],
    root,
    receipt,
    on: calendarDate(receipt.receivedOn),
    dueOn: calendarDate(receipt.instalmentDueOn),
    from: FROM[source] ?? source,
    byStatement: source === 'reconciliation',
    counts: kind === 'receipt' && !reversed,
  };
}
