import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  CHANNELS,
  EngagementsService,
  EngagementWritesService,
  isCorrectable,
  REACH,
  toEngagementDetailView,
} from '../../engagement';
import type { EngagementDetailView } from '../../engagement';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { answersIn, readForm } from '../frame/form';
import type { Answers } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { dayAnswered } from '../payment/forms';
import { EntryChoicesReader, namesIn } from './entry-choices.service';
import { correction, CorrectionForm, newEntry, NewEntryForm } from './entry-form';
import { CHANNEL_NAMES, entryLines } from './log-words.rules';

const QUESTIONS = 'contact-log/new.njk';
const CHECK = 'contact-log/check.njk';
const CORRECTION = 'contact-log/correction.njk';
const WHEN = 'Enter the day on which it happened';

/** A group writes down contact with a payer, and puts right what it wrote. */
@PageController()
export class ContactEntryPage {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly choices: EntryChoicesReader,
    private readonly engagements: EngagementsService,
    private readonly writes: EngagementWritesService,
  ) {}

  @Get('o/:org/contact-log/new')
  async ask(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('payer') payer: unknown,
  ): Promise<void> {
    const page = await this.questions(actor, payer);
    // The address says whom it is about, and so which draft of it is opened.
    const { chosen } = page.choices;
    if (payer === undefined && chosen !== null)
      this.pages.goTo(reply, `/o/${actor.organisationId}/contact-log/new?payer=${chosen.id}`);
    else this.pages.render(request, reply, QUESTIONS, page);
  }

  @Post('o/:org/contact-log/new')
  async log(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const answers = answersIn(request.body);
    const page = await this.questions(actor, answers.partnershipId);
    if (answers.step === 'change') {
      this.pages.render(request, reply, QUESTIONS, page, { answers });
      return;
    }
    try {
      const form = readForm(NewEntryForm, answers);
      const happenedOn = dayAnswered('happenedOn', form.happenedOn, WHEN, this.clock.today());
      if (form.step !== 'send') {
        this.pages.render(request, reply, CHECK, { ...page, ...(await this.checked(actor, form, happenedOn)) });
        return;
      }
      const id = await this.writes.log(actor, newEntry(form, happenedOn));
      this.pages.goTo(reply, `/o/${actor.organisationId}/contact-log/${id}?done=logged`);
    } catch (error) {
      await this.pages.showAgain(request, reply, { template: QUESTIONS, page, answers }, error);
    }
  }

  @Get('o/:org/contact-log/:id/correction')
  async askCorrection(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { entry, page, correctable } = await this.correcting(actor, id);
    if (correctable) this.pages.render(request, reply, CORRECTION, page, { answers: answersOf(entry) });
    else this.pages.goTo(reply, `/o/${actor.organisationId}/contact-log/${id}`);
  }

  @Post('o/:org/contact-log/:id/correction')
  async correct(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { page } = await this.correcting(actor, id);
    await this.pages.submit(request, reply, {
      form: CorrectionForm,
      template: CORRECTION,
      page,
      work: async (form) => {
        const happenedOn = dayAnswered('happenedOn', form.happenedOn, WHEN, this.clock.today());
        await this.writes.correct(actor, id, form.version, correction(form, happenedOn));
        return `/o/${actor.organisationId}/contact-log/${id}?done=corrected`;
      },
    });
  }

  /** Whoever may read it and may not correct it is told so on its page. */
  private async correcting(actor: Actor, id: string) {
    const row = await this.engagements.one(actor, id);
    const entry = toEngagementDetailView(row);
    const at = `/o/${actor.organisationId}/contact-log/${id}`;
    const page = await this.questions(actor, entry.healthBodyId);
    const breadcrumbs = [...page.breadcrumbs, { text: 'Contact', href: at }];
    const correctable = isCorrectable(actor, row);
    return { entry, correctable, page: { ...page, title: 'Put it right', breadcrumbs, at, version: entry.version } };
  }

  private async questions(actor: Actor, which: unknown) {
    const root = `/o/${actor.organisationId}/contact-log`;
    return {
      title: 'Write down contact',
      breadcrumbs: [{ text: 'Contact log', href: root }],
      root,
      choices: await this.choices.of(actor, which),
      channels: CHANNELS.filter((value) => value !== 'portal').map((value) => ({ value, text: CHANNEL_NAMES[value] })),
      today: this.clock.today(),
      reach: REACH,
    };
  }

  /** The answers in words, to be looked at once more. */
  private async checked(actor: Actor, form: NewEntryForm, happenedOn: string) {
    const choices = await this.choices.of(actor, form.partnershipId);
    const names = namesIn(choices);
    const person = (id: string | undefined) => (id === undefined ? null : { name: names.get(id) ?? null, email: null });
    const facts = {
      happenedOn,
      channel: form.channel,
      startedBy: form.startedBy,
      twoWay: form.twoWay === 'yes',
      healthBody: choices.chosen?.name ?? '',
      healthPerson: person(form.healthContactId) ?? { name: null, email: null },
      groupPerson: person(form.groupContactId),
      contractReference: form.contractId === undefined ? null : (names.get(form.contractId) ?? null),
      purpose: form.purpose ?? null,
      outcome: form.outcome ?? null,
    };
    return {
      title: 'Check before you save it',
      lines: entryLines(facts, [], names),
      given: given(form),
      visibility: form.visibility,
    };
  }
}

function given(form: NewEntryForm): { name: string; value: string }[] {
  return Object.entries(form).flatMap(([name, value]) =>
    name !== 'step' && typeof value === 'string' ? [{ name, value }] : [],
  );
}

function answersOf(entry: EngagementDetailView): Answers {
  return {
    happenedOn: entry.happenedOn,
    channel: entry.channel,
    startedBy: entry.startedBy,
    twoWay: entry.twoWay ? 'yes' : 'no',
    healthContactId: entry.healthPerson.contactId,
    groupContactId: entry.groupPerson?.contactId ?? '',
    contractId: entry.contractId ?? '',
    purpose: entry.purpose ?? '',
    outcome: entry.outcome ?? '',
  };
}
