import { Injectable } from '@nestjs/common';
import { toWaitingItemView, WaitingService } from '../../findings';
import { ListQuery } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { waitingPlace } from './waiting-place.rules';
import { WherePaid } from './where-paid.service';

export interface WaitingLine {
  what: string;
  where: string;
  since: CalendarDate;
  href: string;
}

/** What a group's payers wait for, and what it should know of before it looks for it. */
@Injectable()
export class GroupWaiting {
  constructor(
    private readonly waiting: WaitingService,
    private readonly wherePaid: WherePaid,
  ) {}

  async of(actor: Actor) {
    const [waiting, paidAt] = await Promise.all([this.lines(actor), this.wherePaid.told(actor)]);
    return { waiting, paidAt };
  }

  private async lines(actor: Actor): Promise<WaitingLine[]> {
    const { items } = await this.waiting.waiting(actor, new ListQuery());
    const root = `/o/${actor.organisationId}`;
    return items.map((row) => {
      const { what, where, since } = toWaitingItemView(row);
      return { what, where, since: calendarDate(since), href: root + waitingPlace(row.rule, row.contract_id) };
    });
  }
}
