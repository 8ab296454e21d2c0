import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ReceiptWritesService } from '../../payments';
import type { InstalmentDetailView } from '../../payments';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { answersIn, readForm } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { amountIn } from '../paperwork/money-in.rules';
import { besideDue, inFields, MoneyForm, moneyIn, RecoveryForm } from './by-hand-form';
import type { Money } from './by-hand-form';
import { PaymentReader } from './payment-reading.service';

const QUESTIONS = 'payment/by-hand.njk';
const CHECK = 'payment/by-hand-check.njk';

type Payment = InstalmentDetailView;

/** Money that came, or that went back. */
interface Kind {
  word: 'receipts' | 'recoveries';
  title: string;
  form: typeof MoneyForm;
  most: (payment: Payment) => number;
  write: (actor: Actor, id: string, form: MoneyForm, money: Money) => Promise<unknown>;
  done: string;
}

interface Asked {
  actor: Actor;
  id: string;
  kind: Kind;
}

/** Money that no bank statement tells of, like a cheque: asked for, looked at, and then recorded. */
@PageController()
export class MoneyByHandPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: PaymentReader,
    private readonly receipts: ReceiptWritesService,
    private readonly clock: Clock,
  ) {}

  private readonly came: Kind = {
    word: 'receipts',
    title: 'Record money that arrived',
    form: MoneyForm,
    most: ({ outstandingPence }) => outstandingPence,
    write: (actor, id, { reference = '', another }, { amountPence, movedOn }) =>
      this.receipts.record(actor, {
        ...{ instalmentId: id, amountPence, receivedOn: movedOn, anotherAlike: another === 'yes' },
        reference: reference === '' ? null : reference,
      }),
    done: 'received',
  };

  private readonly wentBack: Kind = {
    word: 'recoveries',
    title: 'Record money that went back',
    form: RecoveryForm,
    most: ({ receivedPence }) => receivedPence,
    write: (actor, id, { reason = '' }, { amountPence, movedOn }) =>
      this.receipts.recover(actor, id, { amountPence, recoveredOn: movedOn, reason }),
    done: 'recovered',
  };

  @Get('o/:org/payments/:id/receipts/new')
  askReceipt(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.ask(request, reply, { actor, id, kind: this.came });
  }

  @Post('o/:org/payments/:id/receipts/new')
  receipt(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.take(request, reply, { actor, id, kind: this.came });
  }

  @Get('o/:org/payments/:id/recoveries/new')
  askRecovery(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.ask(request, reply, { actor, id, kind: this.wentBack });
  }

  @Post('o/:org/payments/:id/recoveries/new')
  recovery(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.take(request, reply, { actor, id, kind: this.wentBack });
  }

  private async ask(request: PageRequest, reply: FastifyReply, asked: Asked): Promise<void> {
    const page = await this.page(asked);
    const most = asked.kind.most(page.payment);
    this.pages.render(request, reply, QUESTIONS, page, { answers: { amount: most > 0 ? amountIn(most) : '' } });
  }

  private async take(request: PageRequest, reply: FastifyReply, asked: Asked): Promise<void> {
    const { actor, id, kind } = asked;
    const page = await this.page(asked);
    const answers = answersIn(request.body);
    try {
      const form = readForm(kind.form, answers);
      // Once it is sent, what is open is the ledger's to say: of the same form sent twice, the first is done already.
      const most = form.sure === 'yes' ? Number.MAX_SAFE_INTEGER : kind.most(page.payment);
      const money = moneyIn(form, most, this.clock.today());
      if (form.sure === 'no') this.pages.render(request, reply, QUESTIONS, page, { answers });
      else if (form.sure === 'yes') {
        await inFields(() => kind.write(actor, id, form, money));
        this.pages.goTo(reply, `/o/${actor.organisationId}/payments/${id}?done=${kind.done}`);
      } else this.pages.render(request, reply, CHECK, { ...page, ...checkOf(page.payment, form, money) });
    } catch (error) {
      await this.pages.showAgain(request, reply, { template: QUESTIONS, page, answers }, error);
    }
  }

  private async page({ actor, id, kind }: Asked): Promise<PageData & { payment: Payment }> {
    const { payment } = await this.reader.read(actor, id);
    const at = `/o/${actor.organisationId}/payments/${id}`;
    const dueOn = calendarDate(payment.dueOn);
    const came = kind.word === 'receipts';
    return { title: kind.title, at, action: `${at}/${kind.word}/new`, payment, dueOn, came, most: kind.most(payment) };
  }
}

function checkOf(payment: Payment, { reference = '', reason = '', another }: MoneyForm, money: Money): PageData {
  const { amountPence, movedOn } = money;
  return {
    title: 'Check before it is recorded',
    amountPence,
    amount: amountIn(amountPence),
    movedOn,
    besideDue: besideDue(movedOn, calendarDate(payment.dueOn)),
    reference,
    reason,
    another: another === 'yes' ? 'yes' : '',
    isSent: payment.state === 'exported',
  };
}
