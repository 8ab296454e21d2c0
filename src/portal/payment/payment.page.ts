import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ArrivalsService, CAUSES, HoldsService } from '../../payments';
import type { Cause } from '../../payments';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { dayAnswered, dayOrNone } from './forms';
import { PaymentReader } from './payment-reading.service';

const TEMPLATE = 'payment/payment.njk';

const DONE: Readonly<Record<string, string>> = {
  arrived: 'Thank you. It is on record that it arrived.',
  cause: 'It is on record whose cause it is, as you see it.',
  withdrawn: 'It is taken back. Only your side sees it now.',
  impact: 'Thank you. What waiting has meant is on record.',
  approved: 'The payment is approved.',
  unapproved: 'The approval is taken back.',
  held: 'The payment is on hold, and the group sees why.',
  released: 'The hold is ended. The payment is planned again.',
  returned: 'It is on record that the bank sent it back.',
  attempted: 'The payment is planned again.',
  received: 'It is on record that the money arrived.',
  recovered: 'It is on record that the money went back.',
  'taken-out': 'It is taken out: it does not count any more.',
  undone: 'It had not come back: the payment is with the bank again.',
};

class ArrivedForm {
  @IsOptional()
  arrivedOn?: unknown;
}

class CauseForm extends VersionForm {
  @IsIn(CAUSES, { message: 'Choose whose cause it is' })
  cause!: Cause;

  @IsOptional()
  @MaxLength(1000, { message: 'Say it in at most 1,000 characters' })
  comment?: string;

  @IsOptional()
  toldOn?: unknown;
}

/** One payment: how it stands, what to do next, and all that happened. */
@PageController()
export class PaymentPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: PaymentReader,
    private readonly arrivals: ArrivalsService,
    private readonly holds: HoldsService,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/payments/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.reader.page(actor, id), done: DONE });
  }

  @Post('o/:org/payments/:id/arrival')
  async arrived(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.reader.page(actor, id);
    await this.pages.submit(request, reply, {
      form: ArrivedForm,
      template: TEMPLATE,
      page,
      work: async ({ arrivedOn }) => {
        const aboutOn = dayAnswered('arrivedOn', arrivedOn, 'Enter the day it arrived', this.clock.today());
        await this.arrivals.say(actor, id, { said: 'arrived', aboutOn });
        return `/o/${actor.organisationId}/payments/${id}?done=arrived`;
      },
    });
  }

  @Post('o/:org/payments/:id/cause')
  async cause(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { payment } = await this.reader.read(actor, id);
    await this.pages.submit(request, reply, {
      form: CauseForm,
      template: TEMPLATE,
      page: () => this.reader.page(actor, id),
      work: async ({ version, cause, ...rest }) => {
        if (payment.hold === null) throw new FormRefused(422, [{ field: null, text: 'It is not on hold any more.' }]);
        const own = this.ownWords(actor, rest);
        await this.holds.change(actor, { instalmentId: id, holdId: payment.hold.id }, version, { cause, ...own });
        return `/o/${actor.organisationId}/payments/${id}?done=cause`;
      },
    });
  }

  /** What else a side says of a hold, where it says it: the group in its words, the health body when it told the group. */
  private ownWords({ side }: Actor, { comment = '', toldOn }: Pick<CauseForm, 'comment' | 'toldOn'>) {
    if (side === 'group') return comment === '' ? {} : { comment };
    const groupToldOn = dayOrNone('toldOn', toldOn, 'Enter a day of the calendar', this.clock.today());
    return groupToldOn === null ? {} : { groupToldOn };
  }
}
