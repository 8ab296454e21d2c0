import { Injectable } from '@nestjs/common';
import { toWaitingItemView, WaitingService } from '../../findings';
import type { WaitingRow } from '../../findings';
import { ListQuery, ReadsService } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { day } from '../frame/wording.rules';
import { nextStep } from '../mending/mending';
import { WherePaid } from './where-paid.service';

export interface WaitingLine {
  what: string;
  where: string;
  since: CalendarDate;
  href: string;
  /** Who can see to it, where the reader cannot. */
  whoCan: string | null;
}

interface UnexplainedHold {
  id: string;
  healthBody: string;
  dueOn: CalendarDate;
  heldOn: CalendarDate;
}

/** Open holds of which the group has not said whose cause they are: the payer's word alone stands until it does. */
const UNEXPLAINED = `
  select h.instalment_id as id, o.name as "healthBody", i.due_on as "dueOn", h.held_on as "heldOn"
  from instalment_hold h
  join instalment i on i.health_body_id = h.health_body_id and i.group_id = h.group_id and i.id = h.instalment_id
  join organisation o on o.id = h.health_body_id
  where h.group_id = $1 and h.ended is null and h.cause_by_group is null
  order by h.held_on, h.instalment_id limit 20`;

/** What a group's payers wait for, and what it should know of before it looks for it. */
@Injectable()
export class GroupWaiting {
  constructor(
    private readonly waiting: WaitingService,
    private readonly wherePaid: WherePaid,
    private readonly reads: ReadsService,
  ) {}

  async of(actor: Actor) {
    const [holds, lines, paidAt] = await Promise.all([
      this.holds(actor),
      this.lines(actor),
      this.wherePaid.told(actor),
    ]);
    return { waiting: [...holds, ...lines], paidAt };
  }

  private async holds(actor: Actor): Promise<WaitingLine[]> {
    const rows = await this.reads.rows<UnexplainedHold>(actor, UNEXPLAINED, [actor.organisationId]);
    return rows.map(({ id, healthBody, dueOn, heldOn }) => ({
      what: 'A payment is on hold: say whose cause it is, as you see it',
      where: `${healthBody}, due ${day(dueOn)}`,
      since: heldOn,
      href: `/o/${actor.organisationId}/payments/${id}#whose-cause`,
      whoCan: null,
    }));
  }

  private async lines(actor: Actor): Promise<WaitingLine[]> {
    const { items } = await this.waiting.waiting(actor, new ListQuery());
    const root = `/o/${actor.organisationId}`;
    return items.map((row) => {
      const { what, where, since } = toWaitingItemView(row);
      const { path, whoCan } = stepOf(row, actor);
      return { what, where, since: calendarDate(since), href: root + path, whoCan };
    });
  }
}

/** Everything that waits on a group is something that it reads; the contract and its money are never far. */
function stepOf(row: WaitingRow, actor: Actor): { path: string; whoCan: string | null } {
  const { rule, partnership_id: partnershipId, contract_id: contractId, instalment_id: instalmentId, evidence } = row;
  const finding = { rule, actsOn: 'group' as const, partnershipId, contractId, instalmentId, evidence };
  return nextStep(finding, actor) ?? { path: '/payments', whoCan: null };
}
