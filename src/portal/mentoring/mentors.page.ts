import { Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ExportsService } from '../../exchange';
import { CurrentActor } from '../../identity';
import { Mentorings } from '../../mentoring';
import type { MentoringPeriodView } from '../../mentoring';
import { sendCsv } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { textOf } from '../manager/home';
import { TalksReader } from './talks-reading.service';

const A_PAGE = 50;
const DONE = { logged: 'It is written down. Both sides read it.' };
const dayOf = (text: string | null) => (text === null ? null : calendarDate(text));

/** For a health body what is to be done about mentors; for a group who mentors it, and what was talked about. */
@PageController()
export class MentorsPage {
  constructor(
    private readonly pages: Pages,
    private readonly mentorings: Mentorings,
    private readonly talks: TalksReader,
    private readonly exports: ExportsService,
  ) {}

  @Get('o/:org/mentors')
  async list(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('after') after: unknown,
  ): Promise<void> {
    if (actor.side === 'health') {
      this.pages.render(request, reply, 'mentoring/mentors.njk', await this.toDo(actor, textOf(after)));
      return;
    }
    const page = await this.ours(actor, textOf(after));
    await this.pages.open(request, reply, { template: 'mentoring/ours.njk', page, done: DONE });
  }

  /** Everybody who mentors or did, for a spreadsheet. */
  @Get('o/:org/mentors/mentors.csv')
  async people(@Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    sendCsv(reply, 'mentors.csv', await this.exports.mentors(actor, 'csv'));
  }

  /** What was talked about, for a spreadsheet. */
  @Get('o/:org/mentors/talks.csv')
  async talksFile(@Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    sendCsv(reply, 'mentoring-talks.csv', await this.exports.talks(actor, 'csv'));
  }

  private async toDo(actor: Actor, after: string): Promise<PageData> {
    const root = `/o/${actor.organisationId}`;
    const here = `${root}/mentors`;
    const { items, next } = await this.mentorings.toDo(actor, {
      limit: A_PAGE,
      ...(after !== '' && { cursor: after }),
    });
    return {
      ...{ title: 'Mentors', root, here, firstPage: after === '' },
      more: next === null ? null : `${here}?${new URLSearchParams({ after: next }).toString()}`,
      items: items.map((item) => ({
        href: `${root}/partnerships/${item.partnershipId}/mentor`,
        ...{ group: item.group, mentor: item.mentor ?? item.otherParty, due: item.reviewDue },
        ...{ since: dayOf(item.since), reviewOn: dayOf(item.reviewOn) },
      })),
    };
  }

  private async ours(actor: Actor, after: string): Promise<PageData> {
    const root = `/o/${actor.organisationId}`;
    const [all, talks] = await Promise.all([
      this.mentorings.ofGroup(actor),
      this.talks.of(actor, { after }, `${root}/mentors`),
    ]);
    const present = all.filter(({ fromOn }) => fromOn !== null);
    return {
      ...{ title: 'Mentors', root, breadcrumbs: [{ text: 'Who is who', href: `${root}/who-is-who` }], ...talks },
      several: all.length > 1,
      mentors: present.map(({ mentor, otherParty, healthBody, partnershipId, fromOn, reviewOn, reviewDue }) => ({
        ...{ who: mentor ?? otherParty ?? 'Somebody', healthBody, partnershipId, reviewDue },
        ...{ fromOn: dayOf(fromOn), reviewOn: dayOf(reviewOn) },
      })),
      former: all.flatMap(({ mentors, healthBody }) => formerOf(mentors).map((each) => ({ ...each, healthBody }))),
    };
  }
}

/** Those who do it no longer. */
export function formerOf(mentors: readonly MentoringPeriodView[]) {
  return mentors.flatMap(({ mentor, fromOn, toOn }) =>
    toOn === null ? [] : [{ mentor, fromOn: calendarDate(fromOn), toOn: calendarDate(toOn) }],
  );
}
