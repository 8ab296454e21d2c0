import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsUUID, Matches } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Departures, PeopleService } from '../../people';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { orAskAgain } from '../frame/ask-again';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { textOf } from '../manager/home';
import { undoQuery } from '../undo/undo-offer';
import { departureStep } from '../undo/undo-steps.rules';
import { dayIn } from '../variations/move-form';
import { DepartureReader } from './departure-reading.service';
import { VersionForm } from './lead-forms';
import { PeopleChoices } from './people-choices.service';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TEMPLATE = 'leads/departure.njk';
const NEW = 'leads/departure-new.njk';
const DONE: Readonly<Record<string, string>> = {
  set: 'The last day is recorded. Below is everything that somebody else has to take over.',
  'handed-over': 'It is handed over.',
  ended: 'The last day in that role is set.',
  told: 'The groups see the last day from now on.',
};
const STAYS = { 'taken-back': 'Their last day is taken back: they stay.' };

class LeavesForm {
  @IsUUID(undefined, { message: 'Choose who leaves' })
  personId!: string;

  @Matches(DAY, { message: 'Enter the last day' })
  lastDayOn!: string;
}

class LastDayForm extends VersionForm {
  @Matches(DAY, { message: 'Enter the last day' })
  lastDayOn!: string;
}

/** Somebody leaves: their last day, everything that it touches, each thing handed over, the groups told. */
@PageController()
export class DeparturesPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: DepartureReader,
    private readonly departures: Departures,
    private readonly people: PeopleService,
    private readonly choices: PeopleChoices,
  ) {}

  @Get('o/:org/departures')
  async list(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const root = `/o/${actor.organisationId}`;
    const leaving = await this.reader.leaving(actor);
    const page = { title: 'Who leaves', root, leaving };
    await this.pages.open(request, reply, { template: 'leads/departures.njk', page, done: STAYS });
  }

  @Get('o/:org/departures/new')
  async questions(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('q') q: unknown,
  ): Promise<void> {
    this.pages.render(request, reply, NEW, await this.newPage(actor, textOf(q).slice(0, 200)));
  }

  @Post('o/:org/departures/new')
  async begin(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    await this.pages.submit(request, reply, {
      form: LeavesForm,
      template: NEW,
      page: () => this.newPage(actor, ''),
      work: async ({ personId, lastDayOn }) => {
        const before = await this.people.one(actor, personId);
        const sent = { version: before.version, lastDayOn: dayIn('lastDayOn', lastDayOn) };
        await this.departures.set(actor, personId, sent.version, sent.lastDayOn);
        const undo = undoQuery(request, departureStep('departure', before, sent));
        return `/o/${actor.organisationId}/departures/${personId}?done=set${undo}`;
      },
    });
  }

  @Get('o/:org/departures/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.page(actor, id), done: DONE });
  }

  @Post('o/:org/departures/:id')
  async move(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const before = await this.people.one(actor, id);
    await this.pages.submit(request, reply, {
      form: LastDayForm,
      template: TEMPLATE,
      page: () => this.page(actor, id),
      work: async ({ version, lastDayOn }) => {
        const sent = { version, lastDayOn: dayIn('lastDayOn', lastDayOn) };
        await orAskAgain(() => this.departures.set(actor, id, version, sent.lastDayOn));
        const undo = undoQuery(request, departureStep('departure', before, sent));
        return `/o/${actor.organisationId}/departures/${id}?done=set${undo}`;
      },
    });
  }

  @Post('o/:org/departures/:id/notice')
  async tell(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.people.one(actor, id);
    await this.pages.move(
      request,
      reply,
      {
        form: VersionForm,
        template: TEMPLATE,
        page: () => this.page(actor, id),
        to: `/o/${actor.organisationId}/departures/${id}`,
        done: 'told',
      },
      ({ version }) => this.departures.tell(actor, id, version),
    );
  }

  @Post('o/:org/departures/:id/removal')
  async takeBack(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const before = await this.people.one(actor, id);
    await this.pages.submit(request, reply, {
      form: VersionForm,
      template: TEMPLATE,
      page: () => this.page(actor, id),
      work: async ({ version }) => {
        await orAskAgain(() => this.departures.set(actor, id, version, null));
        const undo = undoQuery(request, departureStep('departure', before, { version, lastDayOn: null }));
        return `/o/${actor.organisationId}/departures?done=taken-back${undo}`;
      },
    });
  }

  private async newPage(actor: Actor, q: string): Promise<PageData> {
    const root = `/o/${actor.organisationId}`;
    return { title: 'Somebody leaves', root, q, ...(await this.choices.of(actor, q)) };
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const departure = await this.reader.of(actor, id);
    return { title: 'Before somebody leaves', root: `/o/${actor.organisationId}`, departure };
  }
}
