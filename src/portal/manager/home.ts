import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PartnershipListQuery, PartnershipsService, toPartnershipView } from '../../partnerships';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { type CalendarDate, daysBetween } from '../../shared/calendar-date';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { days } from '../frame/wording.rules';
import { asked } from '../group/asked';
import { capacityInShort } from '../profile/capacity-words.rules';
import { CareService } from './care.service';
import { findingName } from './finding-words.rules';
import { severityTag } from './severity-tag.rules';
import type { TagWords } from './severity-tag.rules';
import { PortfolioService } from './portfolio.service';
import type { PartnershipStanding } from './portfolio.service';

const ROWS = 25;
const MOST_CARE = 10;

/** What the page's address may ask for. */
export interface HomeQuery {
  /** A part of a group's name. */
  q?: unknown;
  /** Where the table goes on. */
  after?: unknown;
}

interface Line {
  group: string;
  href: string;
  live: number;
  next: { pence: number; on: CalendarDate } | null;
  late: { pence: number; words: string } | null;
  leads: string;
  noDeputy: boolean;
  worst: TagWords | null;
  /** What the group said of its capacity; null where it said nothing. */
  capacity: string | null;
}

/** The partnership manager's first page: what needs care today, and every partnership in one table. */
@Injectable()
export class ManagerHome {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly partnerships: PartnershipsService,
    private readonly portfolio: PortfolioService,
    private readonly care: CareService,
  ) {}

  async show(request: PageRequest, reply: FastifyReply, actor: Actor, query: HomeQuery): Promise<void> {
    const today = this.clock.today();
    const root = `/o/${actor.organisationId}`;
    const [totals, care, unjudged, introductions, mentors, table] = await Promise.all([
      this.portfolio.totals(actor, today),
      this.care.together(actor, MOST_CARE),
      this.care.unjudged(actor),
      this.care.introductionsWaiting(actor),
      this.care.mentors(actor),
      this.table(actor, query, today),
    ]);
    const title = 'What needs care today';
    const data = { title, root, totals, care, unjudged, introductions, mentors, ...table };
    this.pages.render(request, reply, 'manager/home.njk', data);
  }

  private async table(actor: Actor, { q, after }: HomeQuery, today: CalendarDate): Promise<object> {
    const search = textOf(q);
    const query = asked(PartnershipListQuery, {
      limit: ROWS,
      count: true,
      ...(search !== '' && { search }),
      ...(textOf(after) !== '' && { cursor: textOf(after) }),
    });
    const { items, next, count } = await this.partnerships.list(actor, query);
    const views = items.map(toPartnershipView);
    const standings = await this.portfolio.standingsOf(
      actor,
      views.map(({ groupId }) => groupId),
      today,
    );
    return {
      lines: views.map(({ id, group, groupId, contracts }) =>
        lineOf({ id, group, live: contracts.active + contracts.suspended }, standings.get(groupId), { actor, today }),
      ),
      count: count ?? 0,
      q: search,
      firstPage: textOf(after) === '',
      more: next === null ? null : `?${new URLSearchParams({ q: search, after: next }).toString()}#partnerships`,
    };
  }
}

/** A partnership's line in a table, with how it stands. */
export function lineOf(
  { id, group, live }: { id: string; group: string; live: number },
  standing: PartnershipStanding | undefined,
  { actor, today }: { actor: Actor; today: CalendarDate },
): Line {
  return {
    group,
    href: `/o/${actor.organisationId}/partnerships/${id}`,
    live,
    next: nextOf(standing),
    late: lateOf(standing, today),
    leads: (standing?.leads ?? []).join(', '),
    noDeputy: (standing?.withoutDeputy ?? 0) > 0,
    worst: worstOf(standing),
    capacity: standing?.capacity == null ? null : capacityInShort(standing.capacity),
  };
}

function nextOf(standing: PartnershipStanding | undefined): Line['next'] {
  if (standing?.nextDueOn == null) return null;
  return { pence: standing.nextPence, on: standing.nextDueOn };
}

function lateOf(standing: PartnershipStanding | undefined, today: CalendarDate): Line['late'] {
  if (standing?.oldestDueOn == null) return null;
  return { pence: standing.overduePence, words: `${days(daysBetween(standing.oldestDueOn, today))} late` };
}

function worstOf(standing: PartnershipStanding | undefined): TagWords | null {
  const worst = standing?.worst ?? null;
  return worst === null ? null : { text: findingName(worst.rule), colour: severityTag(worst.severity).colour };
}

/** One text of the address, cut to what anybody would type; nothing where it is not one. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim().slice(0, 1000) : '';
}
