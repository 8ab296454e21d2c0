import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  EngagementListQuery,
  EngagementsService,
  EngagementWritesService,
  REACH,
  toEngagementView,
} from '../../engagement';
import type { EngagementView } from '../../engagement';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { answersIn, readForm } from '../frame/form';
import { newEntry, NewEntryForm } from '../contact-log/entry-form';
import { CHANNEL_NAMES, entryHeading, nameOf, unansweredWords } from '../contact-log/log-words.rules';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { textOf } from '../manager/home';
import { dayAnswered } from '../payment/forms';
import { PartnershipFrame } from './partnership-frame.service';

const ROWS = 25;
const LIST = 'partnership/log.njk';
const NEW = 'partnership/log-new.njk';

/** Contact with one group, as either side wrote it down, and a new entry. */
@PageController()
export class PartnershipLogPage {
  constructor(
    private readonly pages: Pages,
    private readonly frame: PartnershipFrame,
    private readonly engagements: EngagementsService,
    private readonly writes: EngagementWritesService,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/partnerships/:id/contact-log')
  async list(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('after') from: unknown,
  ): Promise<void> {
    const after = textOf(from);
    const filter = { partnershipId: id, limit: ROWS, ...(after !== '' && { cursor: after }) };
    const [frame, { items, next }] = await Promise.all([
      this.frame.of(actor, id, 'Contact log'),
      this.engagements.list(actor, asked(EngagementListQuery, filter)),
    ]);
    const page = {
      ...frame,
      entries: items.map((row) => lineOf(toEngagementView(row))),
      firstPage: after === '',
      more: next === null ? null : `${frame.here}/contact-log?${new URLSearchParams({ after: next }).toString()}`,
    };
    await this.pages.open(request, reply, { template: LIST, page, done: { logged: 'It is in the contact log.' } });
  }

  @Get('o/:org/partnerships/:id/contact-log/new')
  async ask(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, NEW, await this.questions(actor, id));
  }

  @Post('o/:org/partnerships/:id/contact-log/new')
  async log(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.questions(actor, id);
    const answers = { ...answersIn(request.body), partnershipId: id };
    try {
      const form = readForm(NewEntryForm, answers);
      const when = 'Enter the day on which it happened';
      const happenedOn = dayAnswered('happenedOn', form.happenedOn, when, this.clock.today());
      await this.writes.log(actor, newEntry(form, happenedOn));
      this.pages.goTo(reply, `/o/${actor.organisationId}/partnerships/${id}/contact-log?done=logged`);
    } catch (error) {
      await this.pages.showAgain(request, reply, { template: NEW, page, answers }, error);
    }
  }

  private async questions(actor: Actor, id: string): Promise<PageData> {
    const frame = await this.frame.of(actor, id, 'Write down contact');
    const { contacts } = frame.partnership;
    const of = (side: string) =>
      contacts.filter((contact) => contact.side === side).map((each) => ({ value: each.id, text: nameOf(each) }));
    return {
      ...frame,
      today: this.clock.today(),
      reach: REACH,
      health: of('health'),
      group: of('group'),
      channels: Object.entries(CHANNEL_NAMES).map(([value, text]) => ({ value, text })),
    };
  }
}

function lineOf(view: EngagementView) {
  return {
    id: view.id,
    heading: entryHeading(view),
    who:
      view.groupPerson === null
        ? nameOf(view.healthPerson)
        : `${nameOf(view.healthPerson)} and ${nameOf(view.groupPerson)}`,
    contract: view.contractReference,
    unanswered: unansweredWords(view, 'health'),
    purpose: view.purpose,
    outcome: view.outcome,
    visibility: view.visibility,
    mentoring: view.mentoring,
  };
}
