import { Injectable } from '@nestjs/common';
import { contractCounts } from '../payments';
import { Clock, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';
import { Approvers } from './approvers.service';
import { CONTRACT_STATE } from './run-candidates';

/** What must be sent by one day and is in no run yet. Amounts in pence. */
export interface SendBy {
  sendByOn: CalendarDate;
  count: number;
  totalPence: number;
  /** Of these, on hold, come back, or of a contract that is suspended on their day: a run leaves them out. */
  waiting: number;
  /** Why nobody could approve it in time; null while somebody can. */
  noApprover: string | null;
}

/** So many days with something to send are shown: further ones come up as these are sent. */
const DAYS = 12;
const TOGETHER = `
  select i.send_by_on as "sendByOn", count(*)::integer as count, sum(i.amount_pence - i.received_pence)::bigint as total,
    (count(*) filter (where i.state in ('held', 'returned') or ${CONTRACT_STATE} = 'suspended'))::integer as waiting
  from instalment i
  cross join lateral (select c.* from contract c
    where c.health_body_id = i.health_body_id and c.group_id = i.group_id and c.id = i.contract_id offset 0) c
  where i.health_body_id = $1 and i.settled_on is null and i.state in ('planned', 'approved', 'held', 'returned')
    and ${contractCounts('c', '$2::date')} and not exists (select 1 from payment_run_line l
      where l.health_body_id = i.health_body_id and l.instalment_id = i.id and l.live)
  group by i.send_by_on order by i.send_by_on limit ${String(DAYS)}`;

/** What finance has to send, by when. */
@Injectable()
export class SendBys {
  constructor(
    private readonly tenant: TenantService,
    private readonly clock: Clock,
    private readonly approvers: Approvers,
  ) {}

  /** The days by which something must be sent, the most pressing first, each with whether anybody can approve it. */
  async next(actor: Actor): Promise<SendBy[]> {
    const calendar = await this.approvers.calendar(actor);
    return this.tenant.snapshot(actor, async (tx) => {
      const rows = await daysOf(tx, this.clock.today());
      const days = rows.map(({ total, ...day }) => ({ ...day, totalPence: penceFromDatabase(total) }));
      const wanted = days.map(({ totalPence, sendByOn }) => ({ totalPence, sendByOn, touchedBy: [] }));
      const warnings = await this.approvers.warnings(tx, calendar, wanted);
      return days.map((day, at) => ({ ...day, noApprover: warnings[at] ?? null }));
    });
  }
}

function daysOf(
  tx: Tx,
  today: CalendarDate,
): Promise<{ sendByOn: CalendarDate; count: number; total: string; waiting: number }[]> {
  return tx.query(TOGETHER, [tx.actor.organisationId, today]);
}
