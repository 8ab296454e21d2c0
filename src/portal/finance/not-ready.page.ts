import { Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { NotSendables } from '../../finance';
import { CurrentActor } from '../../identity';
import { Clock, ListQuery } from '../../platform';
import type { Actor } from '../../platform';
import { addDays } from '../../shared/calendar-date';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { asked } from '../group/asked';

const ROWS = 50;
/** Long enough to raise an order, and to hear from a group. */
const DAYS_AHEAD = 42;

/** What a run would leave out of what must be sent soon, and where each is mended. */
@PageController()
export class NotReadyPage {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly notSendables: NotSendables,
  ) {}

  @Get('o/:org/finance/not-ready')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('after') after: unknown,
  ): Promise<void> {
    const by = addDays(this.clock.today(), DAYS_AHEAD);
    const cursor = typeof after === 'string' && after !== '' ? { cursor: after } : {};
    const { items, next } = await this.notSendables.list(actor, by, asked(ListQuery, { limit: ROWS, ...cursor }));
    const root = `/o/${actor.organisationId}`;
    const here = `${root}/finance/not-ready`;
    this.pages.render(request, reply, 'finance/not-ready.njk', {
      title: 'What cannot be sent yet',
      breadcrumbs: [{ text: 'Finance', href: `${root}/finance` }],
      by,
      items: items.map((item) => ({
        ...item,
        href:
          item.reason === 'not_ready'
            ? `${root}/contracts/${item.contractId}/paperwork`
            : `${root}/payments/${item.id}`,
      })),
      more: next === null ? null : `${here}?${new URLSearchParams({ after: next }).toString()}`,
    });
  }
}
