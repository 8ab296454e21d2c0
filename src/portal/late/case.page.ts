import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import {
  InstalmentsService,
  LATE_CAUSES,
  LateCasesService,
  LateCaseWritesService,
  toInstalmentDetailView,
} from '../../payments';
import type { LateCaseView } from '../../payments';
import { TenantService } from '../../platform';
import type { Actor, Side } from '../../platform';
import { calendarDate, isCalendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { CauseForm, CloseForm, OpenForm, OwnerForm, ReplyForm } from './case-forms';
import { answerWords, CAUSE_WORDS, endWords, whoSaid, whoWords, whyWords } from './late-words.rules';

const DONE: Readonly<Record<string, string>> = {
  opened: 'It is on record. The other side reads it too.',
  owner: 'It is on record who deals with it.',
  reply: 'Your answer is sent: the group reads it here.',
  cause: 'It is on record why your side says it is late.',
  closed: 'The case is closed.',
};

const OPEN_ALREADY =
  'Somebody has opened this late payment already, so what you wrote here was not sent. Read what was said first.';

/** One late payment, on both sides: what was asked and answered, why it is late, who deals with it. */
@PageController()
export class LateCasePage {
  constructor(
    private readonly pages: Pages,
    private readonly tenant: TenantService,
    private readonly instalments: InstalmentsService,
    private readonly cases: LateCasesService,
    private readonly writes: LateCaseWritesService,
  ) {}

  @Get('o/:org/payments/:id/late-case')
  async ask(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.payment(actor, id);
    if (page.openCase === null) this.pages.render(request, reply, 'late/ask.njk', page);
    else this.pages.goTo(reply, page.openCase);
  }

  @Post('o/:org/payments/:id/late-case')
  open(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.submit(request, reply, {
      form: OpenForm,
      template: 'late/ask.njk',
      page: () => this.payment(actor, id),
      work: async ({ words, cause }) => {
        const said = { instalmentId: id, words, cause: cause === undefined || cause === '' ? null : cause };
        const opened = await this.tenant.transaction(actor, (tx) => this.writes.openWith(tx, said));
        if (!opened.said) throw new FormRefused(409, [{ field: null, text: OPEN_ALREADY }]);
        return `/o/${actor.organisationId}/late-payments/${opened.id}?done=opened`;
      },
    });
  }

  @Get('o/:org/late-payments/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: 'late/case.njk', page: await this.page(actor, id), done: DONE });
  }

  @Post('o/:org/late-payments/:id/owner')
  own(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.change(request, reply, { actor, id, form: OwnerForm, done: 'owner' }, ({ version, contactId }) =>
      this.writes.own(actor, id, version, contactId),
    );
  }

  @Post('o/:org/late-payments/:id/reply')
  reply(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.change(
      request,
      reply,
      { actor, id, form: ReplyForm, done: 'reply' },
      ({ version, words, expectedOn }) =>
        this.writes.reply(actor, id, version, { words, expectedOn: dayOrNull(expectedOn) }),
    );
  }

  @Post('o/:org/late-payments/:id/cause')
  sayWhy(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.change(request, reply, { actor, id, form: CauseForm, done: 'cause' }, ({ version, cause }) =>
      this.writes.sayWhy(actor, id, version, cause),
    );
  }

  @Post('o/:org/late-payments/:id/resolution')
  close(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.change(request, reply, { actor, id, form: CloseForm, done: 'closed' }, ({ version, resolution }) =>
      this.writes.close(actor, id, version, resolution),
    );
  }

  private change<Form extends object>(
    request: PageRequest,
    reply: FastifyReply,
    { actor, id, form, done }: { actor: Actor; id: string; form: new () => Form; done: string },
    work: (form: Form) => Promise<string>,
  ): Promise<void> {
    const to = `/o/${actor.organisationId}/late-payments/${id}`;
    const page = () => this.page(actor, id);
    return this.pages.move(request, reply, { form, template: 'late/case.njk', page, to, done }, work);
  }

  private async payment(actor: Actor, id: string): Promise<PageData & { openCase: string | null }> {
    const [{ row, judge }, cases] = await Promise.all([
      this.instalments.one(actor, id),
      this.cases.openOf(actor, [id]),
    ]);
    const health = actor.side === 'health';
    const payment = toInstalmentDetailView(row, judge);
    const open = cases.get(id);
    const root = `/o/${actor.organisationId}`;
    return {
      title: health ? 'Late payment' : 'It has not come',
      breadcrumbs: [wayTo(actor)],
      health,
      payment,
      askable: health ? payment.outstandingPence > 0 : payment.overdue,
      openCase: open === undefined ? null : `${root}/late-payments/${open.id}`,
      causes: causeItems('We do not know'),
    };
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const found = await this.cases.one(actor, id);
    const health = actor.side === 'health';
    const owners = health ? await this.cases.ownersOf(actor, id) : [];
    return {
      title: 'Late payment',
      breadcrumbs: [wayTo(actor)],
      root: `/o/${actor.organisationId}`,
      health,
      case: found,
      words: wordsOf(found, actor.side),
      owners: [{ value: '', text: 'Choose somebody' }, ...owners.map(({ id: value, name: text }) => ({ value, text }))],
      causes: causeItems('Choose why'),
      ownCause: (health ? found.causeByHealth : found.causeByGroup) ?? '',
    };
  }
}

function wayTo({ side, organisationId }: Actor) {
  return side === 'health'
    ? { text: 'Late payments', href: `/o/${organisationId}/late-payments` }
    : { text: 'Payments', href: `/o/${organisationId}/payments` };
}

function wordsOf(found: LateCaseView, reader: Side) {
  return {
    who: whoWords(found),
    why: whyWords(found),
    answer: answerWords(found, reader),
    end: endWords(found.resolution, found.resolvedOn, reader),
    saidBy: { asked: whoSaid(found.openedBySide, reader), answered: whoSaid('health', reader) },
  };
}

function causeItems(none: string) {
  const all = LATE_CAUSES.map((value) => ({ value, text: CAUSE_WORDS[value] ?? value }));
  return [{ value: '', text: none }, ...all];
}

function dayOrNull(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  if (isCalendarDate(text)) return calendarDate(text);
  throw new FormRefused(422, [{ field: 'expectedOn', text: 'Choose a day of the calendar' }]);
}
