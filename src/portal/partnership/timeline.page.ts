import { Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { isCalendarDate } from '../../shared/calendar-date';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { textOf } from '../manager/home';
import { PartnershipFrame } from './partnership-frame.service';
import { TimelineReader } from './timeline-reading.service';
import type { TimelinePlace } from './timeline-reading.service';
import { byDay } from './timeline-words.rules';

/** Everything that happened in one partnership, newest first. */
@PageController()
export class TimelinePage {
  constructor(
    private readonly pages: Pages,
    private readonly frame: PartnershipFrame,
    private readonly timeline: TimelineReader,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/partnerships/:id/timeline')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('after') after: unknown,
  ): Promise<void> {
    const place = placeIn(textOf(after));
    const [frame, { lines, next }] = await Promise.all([
      this.frame.of(actor, id, 'Timeline'),
      this.timeline.of(actor, id, this.clock.today(), place),
    ]);
    const further = next === null ? null : new URLSearchParams({ after: `${next.on}.${next.kind}.${next.id}` });
    // A group has no page of the partnership: its payers stand on its home.
    const group = actor.side === 'group';
    this.pages.render(request, reply, 'partnership/timeline.njk', {
      ...frame,
      ...(group && { title: 'What happened', breadcrumbs: [] }),
      partner: group ? frame.partnership.healthBody : frame.partnership.group,
      home: group
        ? { text: 'Back to the start', href: frame.root }
        : { text: 'Back to the partnership', href: frame.here },
      days: byDay(lines),
      firstPage: place === null,
      more: further === null ? null : `${frame.here}/timeline?${further.toString()}`,
    });
  }
}

/** Anything else begins at the newest. */
function placeIn(text: string): TimelinePlace | null {
  const [, on = '', kind = '', id = ''] = /^(\d{4}-\d{2}-\d{2})\.([a-z]+)\.([0-9a-f-]+)$/.exec(text) ?? [];
  return isCalendarDate(on) ? { on, kind, id } : null;
}
