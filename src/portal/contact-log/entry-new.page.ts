import { Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CHANNELS, EngagementWritesService, REACH } from '../../engagement';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { answersIn, readForm } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { dayAnswered } from '../payment/forms';
import { EntryChoicesReader, namesIn } from './entry-choices.service';
import { newEntry, NewEntryForm } from './entry-form';
import { CHANNEL_NAMES, entryLines, questionWords } from './log-words.rules';

const QUESTIONS = 'contact-log/new.njk';
const CHECK = 'contact-log/check.njk';
const WHEN = 'Enter the day on which it happened';

/** A group writes down contact with a payer. */
@PageController()
export class NewContactPage {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly choices: EntryChoicesReader,
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

  private async questions(actor: Actor, which: unknown) {
    const root = `/o/${actor.organisationId}/contact-log`;
    const choices = await this.choices.of(actor, which);
    return {
      title: 'Write down contact',
      breadcrumbs: [{ text: 'Contact log', href: root }],
      root,
      choices,
      ask: questionWords('group', choices.chosen?.name ?? ''),
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
      group: '',
      healthPerson: person(form.healthContactId) ?? { name: null, email: null },
      groupPerson: person(form.groupContactId),
      contractReference: form.contractId === undefined ? null : (names.get(form.contractId) ?? null),
      purpose: form.purpose ?? null,
      outcome: form.outcome ?? null,
      mentoring: false,
    };
    return {
      title: 'Check before you save it',
      lines: entryLines(facts, 'group'),
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
