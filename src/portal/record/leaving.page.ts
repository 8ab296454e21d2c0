import { Get, Post, Req, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import { Equals, IsInt, IsOptional, Matches } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { GroupLeaving, lastDayOf, toLeavingView } from '../../partnerships';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';

const SEEN = { message: 'Open the page again: what goes on has changed' };

/** First sent without `word`, to be checked; then with it. */
class LeaveForm {
  @Type(() => Number)
  @IsInt(SEEN)
  contracts!: number;

  @Type(() => Number)
  @IsInt(SEEN)
  payments!: number;

  @Type(() => Number)
  @IsInt(SEEN)
  pence!: number;

  @Equals('yes', { message: 'Say that you know what goes on outside Accord' })
  goesOn!: string;

  @IsOptional()
  @Matches(/^leave$/i, { message: 'Type the word LEAVE' })
  word?: string;
}

const ASK = 'record/leave.njk';
const CHECK = 'record/leave-check.njk';
const DONE = {
  started: 'Your group is set to leave. Everybody of your group and those who work with you are told.',
  stopped: 'Your group stays. Everybody of your group is told.',
};

/** A group leaves Accord: what happens to what, two weeks in which any lead can stop it, and the way to stop it. */
@PageController()
export class LeavingPage {
  constructor(
    private readonly pages: Pages,
    private readonly leaving: GroupLeaving,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/record/leave')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    await this.pages.open(request, reply, { template: ASK, page: await this.page(actor), done: DONE });
  }

  @Post('o/:org/record/leave')
  async begin(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const page = await this.page(actor);
    const checking = typeof (request.body as { word?: unknown } | undefined)?.word === 'string';
    await this.pages.submit(request, reply, {
      form: LeaveForm,
      template: checking ? CHECK : ASK,
      page: checking ? checkPage(page) : page,
      work: async ({ word, contracts, payments, pence }) => {
        if (!checking) return { template: CHECK, data: checkPage(page) };
        if (word === undefined) throw new FormRefused(422, [{ field: 'word', text: 'Type the word LEAVE' }]);
        await this.leaving.begin(actor, actor.organisationId, { contracts, payments, pence });
        return `/o/${actor.organisationId}/record/leave?done=started`;
      },
    });
  }

  @Post('o/:org/record/leave/stop')
  async stop(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    await this.pages.move(
      request,
      reply,
      {
        form: VersionForm,
        template: ASK,
        page: () => this.page(actor),
        to: `/o/${actor.organisationId}/record/leave`,
        done: 'stopped',
      },
      ({ version }) => this.leaving.stop(actor, actor.organisationId, version),
    );
  }

  private async page(actor: Actor): Promise<PageData> {
    const { organisationId: id } = actor;
    const [open, goesOn] = await Promise.all([this.leaving.open(actor, id), this.leaving.goesOn(actor, id)]);
    const root = `/o/${id}`;
    return {
      title: open === null ? 'Leave Accord' : 'Your group is leaving Accord',
      breadcrumbs: [{ text: 'Our record', href: `${root}/record` }],
      root,
      leads: actor.roles.includes('group_lead'),
      leaving: toLeavingView(open, goesOn),
      lastDay: open?.last_day_on ?? lastDayOf(this.clock.today()),
    };
  }
}

function checkPage(page: PageData): PageData {
  return { ...page, title: 'Check before your group leaves' };
}
