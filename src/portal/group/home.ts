import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { toWaitingItemView, WaitingService } from '../../findings';
import { PartnershipListQuery, PartnershipsService } from '../../partnerships';
import { Clock, ListQuery } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import type { InstalmentDetailView } from '../../payments';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { asked } from './asked';
import { LeadCards } from './lead-cards.service';
import type { LeadCard } from './lead-cards.service';
import { Lately } from './lately.service';
import { GroupMoney, lateNow, linesOf } from './money.service';
import { moneySentence } from './payment-words.rules';
import { WherePaid } from './where-paid.service';

const MOST_PAYERS = 50;
/** Far enough to find each payer's next payment. */
const MOST_UPCOMING = 200;

interface Payer {
  name: string;
  next: { pence: number; on: CalendarDate; href: string } | null;
  late: ReturnType<typeof linesOf>;
  cards: LeadCard[];
}

interface Gathered {
  root: string;
  today: CalendarDate;
  late: readonly InstalmentDetailView[];
  upcoming: readonly InstalmentDetailView[];
  cards: readonly LeadCard[];
}

/** A group's first page: whether the money came, from all its payers, and whom to talk to. */
@Injectable()
export class GroupHome {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly partnerships: PartnershipsService,
    private readonly money: GroupMoney,
    private readonly leadCards: LeadCards,
    private readonly lately: Lately,
    private readonly waiting: WaitingService,
    private readonly wherePaid: WherePaid,
  ) {}

  async show(request: PageRequest, reply: FastifyReply, actor: Actor): Promise<void> {
    const today = this.clock.today();
    const root = `/o/${actor.organisationId}`;
    const [payers, late, { items: upcoming }, last, cards, news, waiting, paidAt] = await Promise.all([
      this.partnerships.list(actor, asked(PartnershipListQuery, { limit: MOST_PAYERS })),
      this.money.late(actor),
      this.money.upcoming(actor, today, {}, MOST_UPCOMING),
      this.lately.lastPayment(actor, today),
      this.leadCards.ofPayers(actor, today),
      this.lately.news(actor, today),
      this.waitingFor(actor),
      this.wherePaid.told(actor),
    ]);
    const counted = upcoming.filter(({ outstandingPence }) => outstandingPence > 0);
    const gathered = { root, today, late, upcoming: counted, cards };
    this.pages.render(request, reply, 'group/home.njk', {
      title: 'Home',
      root,
      sentence: moneySentence({ late: lateNow(late), last, next: nextOf(counted) }, today),
      next: nextOf(counted),
      isLate: late.length > 0,
      payers: payers.items.map(({ health_body_id: id, health_body: name }) => payerOf({ id, name }, gathered)),
      news,
      waiting,
      paidAt,
    });
  }

  /** What its payers wait for, and where in these pages it can be seen to. */
  private async waitingFor(actor: Actor) {
    const { items } = await this.waiting.waiting(actor, new ListQuery());
    return items.map((row) => {
      const { what, where, since } = toWaitingItemView(row);
      const href = row.contract_id === null ? null : `/o/${actor.organisationId}/contracts/${row.contract_id}`;
      return { what, where, since: calendarDate(since), href };
    });
  }
}

function nextOf([first]: readonly InstalmentDetailView[]) {
  if (first === undefined) return null;
  return { pence: first.outstandingPence, on: calendarDate(first.dueOn), payer: first.healthBody };
}

function payerOf({ id, name }: { id: string; name: string }, { root, today, late, upcoming, cards }: Gathered): Payer {
  const next = upcoming.find(({ healthBodyId }) => healthBodyId === id);
  return {
    name,
    next:
      next === undefined
        ? null
        : { pence: next.outstandingPence, on: calendarDate(next.dueOn), href: `${root}/contracts/${next.contractId}` },
    late: linesOf(
      late.filter(({ healthBodyId }) => healthBodyId === id),
      today,
    ),
    cards: cards.filter(({ healthBodyId }) => healthBodyId === id),
  };
}
