import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CHANNELS, EngagementWritesService } from '../../engagement';
import type { EngagementDetailView } from '../../engagement';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { orAskAgain } from '../frame/ask-again';
import type { Answers } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { dayAnswered } from '../payment/forms';
import type { Choice } from './entry-choices.service';
import { correction, CorrectionForm } from './entry-form';
import { EntryReader } from './entry-reading.service';
import type { OneEntry } from './entry-reading.service';
import { CHANNEL_NAMES, nameOf, questionWords } from './log-words.rules';

const TEMPLATE = 'contact-log/correction.njk';
const WHEN = 'Enter the day on which it happened';

/** Whoever wrote an entry, on either side, puts it right. */
@PageController()
export class ContactCorrectionPage {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly entries: EntryReader,
    private readonly writes: EngagementWritesService,
  ) {}

  /** Whoever may read it and may not correct it is told so on its page. */
  @Get('o/:org/contact-log/:id/correction')
  async ask(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const one = await this.entries.of(actor, id);
    if (!one.correctable) this.pages.goTo(reply, one.page.at);
    else this.pages.render(request, reply, TEMPLATE, this.page(actor, one), { answers: answersOf(one.entry) });
  }

  @Post('o/:org/contact-log/:id/correction')
  async correct(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { page } = await this.entries.of(actor, id);
    await this.pages.submit(request, reply, {
      form: CorrectionForm,
      template: TEMPLATE,
      page: async () => this.page(actor, await this.entries.of(actor, id)),
      work: async (form) => {
        const happenedOn = dayAnswered('happenedOn', form.happenedOn, WHEN, this.clock.today());
        await orAskAgain(() => this.writes.correct(actor, id, form.version, correction(form, happenedOn)));
        return `${page.at}?done=corrected`;
      },
    });
  }

  private page(actor: Actor, { entry, choices, page }: OneEntry): PageData {
    const { healthPerson, groupPerson, contractId, contractReference } = entry;
    const contract = contractId === null ? [] : [{ value: contractId, text: contractReference ?? 'This contract' }];
    return {
      ...page,
      title: 'Correct this entry',
      breadcrumbs: [...page.breadcrumbs, { text: 'Contact', href: page.at }],
      version: entry.version,
      ask: questionWords(actor.side, choices.chosen?.name ?? ''),
      choices: {
        health: withPresent(choices.health, [choiceOf(healthPerson)]),
        group: withPresent(choices.group, groupPerson === null ? [] : [choiceOf(groupPerson)]),
        contracts: withPresent(choices.contracts, contract),
      },
      channels: CHANNELS.filter((value) => value !== 'portal' || entry.channel === 'portal').map((value) => ({
        value,
        text: CHANNEL_NAMES[value],
      })),
      today: this.clock.today(),
    };
  }
}

function choiceOf(person: { contactId: string; name: string | null; email: string | null }): Choice {
  return { value: person.contactId, text: nameOf(person) };
}

/** What the entry says stays to be chosen, also where it is offered to no new entry any more. */
function withPresent(choices: readonly Choice[], present: readonly Choice[]): Choice[] {
  const missing = present.filter(({ value }) => !choices.some((choice) => choice.value === value));
  return [...choices, ...missing];
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
    mentoring: entry.mentoring ? 'yes' : 'no',
  };
}
