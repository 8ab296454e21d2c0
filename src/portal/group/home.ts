import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { Lately } from './lately.service';
import { lateNow, nextOf } from './money.service';
import { GroupPayers } from './payers.service';
import { moneySentence } from './payment-words.rules';
import { GroupWaiting } from './waiting-reading.service';

/** A group's first page: whether the money came, from all its payers, and whom to talk to. */
@Injectable()
export class GroupHome {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly payers: GroupPayers,
    private readonly lately: Lately,
    private readonly waiting: GroupWaiting,
  ) {}

  async show(request: PageRequest, reply: FastifyReply, actor: Actor): Promise<void> {
    const today = this.clock.today();
    const [{ payers, late, next: upcoming, leavesOn }, last, news, { waiting, paidAt }] = await Promise.all([
      this.payers.of(actor, today),
      this.lately.lastPayment(actor, today),
      this.lately.news(actor, today),
      this.waiting.of(actor),
    ]);
    const next = nextOf(upcoming);
    // Until money has come or is planned, there is more to begin with than to look at.
    const begins = late.length === 0 && next === null && last === null;
    this.pages.render(request, reply, 'group/home.njk', {
      title: 'Home',
      root: `/o/${actor.organisationId}`,
      sentence: begins ? 'You have joined.' : moneySentence({ late: lateNow(late), last, next }, today),
      begins,
      leads: actor.roles.includes('group_lead'),
      next,
      payers,
      news,
      waiting,
      paidAt,
      leavesOn,
    });
  }
}
