import { Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { Clock, NOT_FOUND, SETTINGS } from '../../platform';
import type { Actor, Settings } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { CalendarFeeds } from './calendar-feeds.service';
import { icalendar } from './ical.rules';

const TEMPLATE = 'calendar/calendar.njk';

/** A person's own dates for the calendar that they use anyway. */
@PageController()
export class CalendarPage {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly feeds: CalendarFeeds,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('o/:org/calendar')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const done = { ended: 'The address opens nothing any more.' };
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.page(actor), done });
  }

  @Post('o/:org/calendar')
  async make(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const page = () => this.page(actor);
    try {
      const secret = await this.feeds.renew(actor);
      const address = `${this.origin(request)}/calendar/${secret}/dates.ics`;
      this.pages.render(request, reply, TEMPLATE, { ...(await page()), address });
    } catch (error) {
      await this.pages.showAgain(request, reply, { template: TEMPLATE, page, answers: {} }, error);
    }
  }

  @Post('o/:org/calendar/end')
  async end(@Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    await this.feeds.stop(actor);
    this.pages.goTo(reply, `/o/${actor.organisationId}/calendar?done=ended`);
  }

  /** The secret in the address is the whole sign-in: what it opens says nothing of whom it is about. */
  @Get('calendar/:token/dates.ics')
  async feed(@Req() request: PageRequest, @Res() reply: FastifyReply, @Param('token') token: string): Promise<void> {
    const entries = await this.feeds.open(token, this.origin(request));
    if (entries === null) throw new DomainError('not-found', NOT_FOUND);
    void reply
      .headers({
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': 'inline; filename="dates.ics"',
        'Cache-Control': 'private, no-store',
        'X-Robots-Tag': 'noindex',
      })
      .send(icalendar(entries, this.clock.now()));
  }

  private origin(request: PageRequest): string {
    return this.settings.publicUrl?.origin ?? `${request.protocol}://${request.host}`;
  }

  private async page(actor: Actor): Promise<PageData> {
    return {
      title: 'Dates in your calendar',
      root: `/o/${actor.organisationId}`,
      group: actor.side === 'group',
      since: await this.feeds.since(actor),
      address: null,
    };
  }
}
