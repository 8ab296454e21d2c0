import { Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { InstalmentListQuery, InstalmentsService, LateCasesService, toInstalmentDetailView } from '../../payments';
import type { InstalmentDetailView, LateCaseView, ReportedImpact } from '../../payments';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { day, days } from '../frame/wording.rules';
import { asked } from '../group/asked';
import { answerWords, impactWords, whoWords, whyWords } from './late-words.rules';

const ROWS = 25;

interface QueueItem {
  pence: number;
  group: string;
  tag: { text: string; colour: string };
  contract: { reference: string; href: string };
  due: string;
  lines: string[];
  /** The case, or where one is opened. */
  href: string;
  action: string;
}

/** What is late or about to be: why, who deals with it, since when, and what waiting has meant. Longest first. */
@PageController()
export class LateQueuePage {
  constructor(
    private readonly pages: Pages,
    private readonly instalments: InstalmentsService,
    private readonly cases: LateCasesService,
  ) {}

  @Get('o/:org/late-payments')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('after') after: unknown,
  ): Promise<void> {
    const cursor = typeof after === 'string' && after !== '' ? { cursor: after } : {};
    const [late, soon] = await Promise.all([
      this.items(actor, { overdue: true, sort: '-daysOverdue', count: true, ...cursor }),
      this.items(actor, { atRisk: true, sort: 'sendByOn', count: true }),
    ]);
    const root = `/o/${actor.organisationId}/late-payments`;
    this.pages.render(request, reply, 'late/queue.njk', {
      title: 'Late payments',
      root,
      late,
      soon,
      firstPage: after === undefined,
      more: late.next === null ? null : `${root}?${new URLSearchParams({ after: late.next }).toString()}`,
    });
  }

  private async items(actor: Actor, filter: Partial<InstalmentListQuery>) {
    const query = asked(InstalmentListQuery, { limit: ROWS, ...filter });
    const { page, judge } = await this.instalments.list(actor, query);
    const views = page.items.map((row) => toInstalmentDetailView(row, judge));
    const ids = views.map(({ id }) => id);
    const [open, impact] = await Promise.all([this.cases.openOf(actor, ids), this.cases.impactOf(actor, ids)]);
    const items = views.map((view) => toItem(view, { actor, open: open.get(view.id), impact: impact.get(view.id) }));
    return { items, next: page.next, count: page.count ?? 0 };
  }
}

interface Around {
  actor: Actor;
  open: LateCaseView | undefined;
  impact: ReportedImpact | undefined;
}

function toItem(view: InstalmentDetailView, { actor, open, impact }: Around): QueueItem {
  const root = `/o/${actor.organisationId}`;
  const meant = impactWords(impact);
  const sendBy = day(calendarDate(view.sendByOn));
  return {
    pence: view.outstandingPence,
    group: view.group,
    tag: view.overdue
      ? { text: `${days(view.daysOverdue)} late`, colour: 'red' }
      : { text: 'At risk', colour: 'yellow' },
    contract: { reference: view.contractReference, href: `${root}/contracts/${view.contractId}` },
    due: day(calendarDate(view.dueOn)),
    lines: [
      ...(view.overdue ? [] : [`It must be sent by ${sendBy} to arrive in time.`]),
      ...(open === undefined ? [] : [answerWords(open, 'health'), whyWords(open), whoWords(open)]),
      ...(view.state === 'held' ? ['It is on hold.'] : []),
      ...(meant === null ? [] : [meant]),
    ],
    href: open === undefined ? `${root}/payments/${view.id}/late-case` : `${root}/late-payments/${open.id}`,
    action: open === undefined ? 'Say why, and who deals with it' : 'See to it',
  };
}
