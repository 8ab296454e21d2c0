import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ArrivalsService, ImpactService, SERVICE_EFFECTS, STAFF_BANDS } from '../../payments';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { answersIn, FormRefused, readForm } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { dayAnswered } from './forms';
import { referenceOf, SERVICE_WORDS, STAFF_WORDS } from './history-words.rules';
import { PaymentReader } from './payment-reading.service';

class NotArrivedForm {
  @IsOptional()
  lookedOn?: unknown;

  @IsOptional()
  @IsString()
  @MaxLength(1000, { message: 'Say it in at most 1,000 characters' })
  note?: string;

  /** `send` once the answers were checked. */
  @IsOptional()
  @IsString()
  step?: string;
}

class ImpactForm {
  @IsIn(SERVICE_EFFECTS, { message: 'Choose what became of the service' })
  serviceEffect!: (typeof SERVICE_EFFECTS)[number];

  @IsIn(STAFF_BANDS, { message: 'Choose how many staff were affected' })
  staffAffected!: (typeof STAFF_BANDS)[number];

  @IsOptional()
  @IsString()
  reserves?: string;

  @IsOptional()
  @IsString()
  @MaxLength(2000, { message: 'Say it in at most 2,000 characters' })
  words?: string;
}

/** Nothing is asked: the address says what is taken back. */
class WithdrawForm {
  @IsOptional()
  step?: unknown;
}

const QUESTIONS = 'payment/not-arrived.njk';
const IMPACT = 'payment/impact.njk';

/** A group says that a payment has not arrived, and what waiting for it has meant. */
@PageController()
export class GroupWordsPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: PaymentReader,
    private readonly arrivals: ArrivalsService,
    private readonly impact: ImpactService,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/payments/:id/not-arrived')
  async ask(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('sent') sent: unknown,
  ): Promise<void> {
    const page = await this.page(actor, id, 'Say that it has not arrived');
    const { history } = await this.reader.read(actor, id);
    const last = history.arrivalStatements.at(-1);
    if (sent === undefined || last === undefined) {
      this.pages.render(request, reply, QUESTIONS, page);
      return;
    }
    const told = { ...page, title: 'We have passed it on', reference: referenceOf(last.id) };
    this.pages.render(request, reply, 'payment/not-arrived-sent.njk', told);
  }

  @Post('o/:org/payments/:id/not-arrived')
  async say(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.page(actor, id, 'Say that it has not arrived');
    const answers = answersIn(request.body);
    try {
      const { lookedOn, note = '', step } = readForm(NotArrivedForm, answers);
      const question = 'Enter the last day on which you looked at your account';
      const aboutOn = dayAnswered('lookedOn', lookedOn, question, this.clock.today());
      if (step !== 'send') {
        const check = { ...page, title: 'Check before you send it', aboutOn, note };
        this.pages.render(request, reply, 'payment/not-arrived-check.njk', check);
        return;
      }
      await this.arrivals.say(actor, id, { said: 'not_arrived', aboutOn, note: note === '' ? null : note });
      this.pages.goTo(reply, `/o/${actor.organisationId}/payments/${id}/not-arrived?sent=1`);
    } catch (error) {
      await this.pages.showAgain(request, reply, { template: QUESTIONS, page, answers }, error);
    }
  }

  @Get('o/:org/payments/:id/impact')
  async askImpact(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, IMPACT, await this.impactPage(actor, id));
  }

  @Post('o/:org/payments/:id/impact')
  async report(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.impactPage(actor, id);
    await this.pages.submit(request, reply, {
      form: ImpactForm,
      template: IMPACT,
      page,
      work: async ({ serviceEffect, staffAffected, reserves = '', words = '' }) => {
        const reservesUsedPence = penceAnswered('reserves', reserves);
        const report = { serviceEffect, staffAffected, reservesUsedPence, words: words === '' ? null : words };
        await this.impact.report(actor, id, report);
        return `/o/${actor.organisationId}/payments/${id}?done=impact`;
      },
    });
  }

  @Post('o/:org/payments/:id/impact/:reportId/withdrawal')
  async withdraw(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Param('reportId', PAGE_ID) reportId: string,
  ): Promise<void> {
    const page = await this.reader.page(actor, id);
    await this.pages.submit(request, reply, {
      form: WithdrawForm,
      template: 'payment/payment.njk',
      page,
      work: async () => {
        const { history } = await this.reader.read(actor, id);
        const known = history.impactReports.some((report) => report.id === reportId);
        if (!known) throw new FormRefused(422, [{ field: null, text: 'There is no such report any more.' }]);
        await this.impact.withdraw(actor, id, reportId);
        return `/o/${actor.organisationId}/payments/${id}?done=withdrawn`;
      },
    });
  }

  private async page(actor: Actor, id: string, title: string): Promise<PageData> {
    const page = await this.reader.page(actor, id);
    const root = `/o/${actor.organisationId}/payments`;
    const breadcrumbs = [
      { text: 'Payments', href: root },
      { text: 'Payment', href: `${root}/${id}` },
    ];
    return { ...page, title, breadcrumbs };
  }

  private async impactPage(actor: Actor, id: string): Promise<PageData> {
    return {
      ...(await this.page(actor, id, 'What waiting has meant')),
      effects: SERVICE_EFFECTS.map((value) => ({ value, text: SERVICE_WORDS[value] })),
      bands: STAFF_BANDS.map((value) => ({
        value,
        text: value === 'none' ? 'Nobody' : capital(STAFF_WORDS[value] ?? ''),
      })),
    };
  }
}

/** "1,250.50", with or without £ → pence; null where it was left out. Throws FormRefused. */
function penceAnswered(field: string, answer: string): number | null {
  if (answer === '') return null;
  const [, whole, part = ''] = /^£?(\d{1,9})(?:\.(\d{1,2}))?$/.exec(answer.replaceAll(/[,\s]/g, '')) ?? [];
  const pence = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  if (whole !== undefined && pence > 0) return pence;
  throw new FormRefused(422, [{ field, text: 'Enter an amount in pounds, like 1,250.50, or leave it out' }]);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
