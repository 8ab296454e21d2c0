import { Injectable } from '@nestjs/common';
import { CapacityStatements } from '../../organisations';
import { InstalmentStandings, notCounting } from '../../payments';
import { ReadsService } from '../../platform';
import type { Actor } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import { penceFromDatabase } from '../../shared/money';
import type { CapacitySaid } from '../profile/capacity-words.rules';

/** What is late and what must be sent soon, over the whole health body. Amounts in pence. */
export interface MoneyTotals {
  overdueCount: number;
  overduePence: number;
  toSendCount: number;
  toSendPence: number;
  /** The day by which those are to be sent: five banking days from today. */
  sendBy: CalendarDate;
}

/** One partnership's line in the table. Amounts in pence. */
export interface PartnershipStanding {
  groupId: string;
  nextDueOn: CalendarDate | null;
  nextPence: number;
  overdueCount: number;
  overduePence: number;
  oldestDueOn: CalendarDate | null;
  /** Who is named lead on the health side of live contracts, each once. */
  leads: string[];
  /** Live contracts for which no deputy is named. */
  withoutDeputy: number;
  /** The worst open finding that the health body can mend and has not put off. */
  worst: { rule: string; severity: string } | null;
  /** What the group said of its capacity; null where it said nothing. It is told and never judged. */
  capacity: CapacitySaid | null;
}

/** What is still owed today is kept on the instalment, so the ledger need not be read. */
const TOTALS = `
  select count(*) filter (where i.due_on < $2::date) as overdue_count,
    coalesce(sum(i.amount_pence - i.received_pence) filter (where i.due_on < $2::date), 0) as overdue_pence,
    count(*) filter (where i.due_on >= $2::date) as to_send_count,
    coalesce(sum(i.amount_pence - i.received_pence) filter (where i.due_on >= $2::date), 0) as to_send_pence
  from instalment i
  where i.health_body_id = $1 and i.state <> 'cancelled' and i.settled_on is null
    and (i.due_on < $2::date or i.send_by_on <= $3::date) and i.contract_id not in ${notCounting('$1', '$2::date')}`;

/** Leads are read together: the index that keeps them apart in time finds one slowly. */
const STANDINGS = `
  with known as materialized (
    select c.group_id, c.id, contract_state_on(c, $2::date) as state from contract c
    where c.health_body_id = $1 and c.group_id = any ($3::uuid[])
  ), owed as materialized (
    select i.group_id, i.due_on, i.amount_pence - i.received_pence as pence
    from known c
    join instalment i on i.group_id = c.group_id and i.contract_id = c.id
    where i.health_body_id = $1 and c.state not in ('draft', 'withdrawn') and i.state <> 'cancelled'
      and i.settled_on is null
  ), answering as materialized (
    select l.group_id, l.contract_id, l.role, l.contact_id from named_lead l
    where l.health_body_id = $1 and l.group_id = any ($3::uuid[]) and l.side = 'health' and l.role in ('lead', 'deputy')
      and daterange(l.from_on, l.to_on, '[]') @> $2::date
  )
  select w.group_id, m.*, n.pence as next_pence, l.*, f.worst
  from unnest($3::uuid[]) w(group_id)
  cross join lateral (
    select min(o.due_on) filter (where o.due_on >= $2::date) as next_due_on,
      min(o.due_on) filter (where o.due_on < $2::date) as oldest_due_on,
      count(*) filter (where o.due_on < $2::date) as overdue_count,
      coalesce(sum(o.pence) filter (where o.due_on < $2::date), 0) as overdue_pence
    from owed o where o.group_id = w.group_id) m
  cross join lateral (
    select coalesce(sum(o.pence), 0) as pence from owed o where o.group_id = w.group_id and o.due_on = m.next_due_on) n
  cross join lateral (
    select coalesce(json_agg(distinct coalesce(r.lead_name, r.lead_email)) filter (where r.lead_id is not null), '[]')
        as leads,
      count(*) filter (where not r.has_deputy) as without_deputy
    from (
      select c.id, k.id as lead_id, k.name as lead_name, k.email as lead_email, exists (
          select 1 from answering d
          where d.group_id = c.group_id and d.contract_id = c.id and d.role = 'deputy') as has_deputy
      from known c
      left join answering l on l.group_id = c.group_id and l.contract_id = c.id and l.role = 'lead'
      left join contact k on k.health_body_id = $1 and k.group_id = l.group_id and k.id = l.contact_id
      where c.group_id = w.group_id and c.state in ('active', 'suspended')) r) l
  left join lateral (
    select json_build_object('rule', f.rule, 'severity', f.severity) as worst
    from finding f
    left join finding_response p on p.health_body_id = f.health_body_id and p.group_id = f.group_id
      and p.finding_id = f.id and p.side = 'health'
    where f.health_body_id = $1 and f.group_id = w.group_id and f.cleared_on is null and f.severity is not null
      and coalesce(p.snoozed_until < $2::date, true)
    order by f.worst_first limit 1) f on true`;

type TotalsRow = Record<'overdue_count' | 'overdue_pence' | 'to_send_count' | 'to_send_pence', string>;

const NOTHING_OWED: TotalsRow = { overdue_count: '0', overdue_pence: '0', to_send_count: '0', to_send_pence: '0' };

interface StandingRow {
  group_id: string;
  next_due_on: CalendarDate | null;
  next_pence: string;
  overdue_count: string;
  overdue_pence: string;
  oldest_due_on: CalendarDate | null;
  leads: string[];
  without_deputy: string;
  worst: PartnershipStanding['worst'];
}

/** Reads of the manager's home page that no single module has. */
@Injectable()
export class PortfolioService {
  constructor(
    private readonly reads: ReadsService,
    private readonly standings: InstalmentStandings,
    private readonly capacity: CapacityStatements,
  ) {}

  async totals(actor: Actor, today: CalendarDate): Promise<MoneyTotals> {
    const { horizon } = await this.standings.judgeOn(today, actor);
    const [row = NOTHING_OWED] = await this.reads.rows<TotalsRow>(actor, TOTALS, [
      actor.organisationId,
      today,
      horizon,
    ]);
    return {
      overdueCount: Number(row.overdue_count),
      overduePence: penceFromDatabase(row.overdue_pence),
      toSendCount: Number(row.to_send_count),
      toSendPence: penceFromDatabase(row.to_send_pence),
      sendBy: horizon,
    };
  }

  /** By group, for the partnerships of one page of the table. */
  async standingsOf(
    actor: Actor,
    groupIds: readonly string[],
    today: CalendarDate,
  ): Promise<Map<string, PartnershipStanding>> {
    if (groupIds.length === 0) return new Map();
    const [rows, capacity] = await Promise.all([
      this.reads.rows<StandingRow>(actor, STANDINGS, [actor.organisationId, today, groupIds]),
      this.capacity.ofPartners(actor, groupIds),
    ]);
    return new Map(rows.map((row) => [row.group_id, toStanding(row, capacity.get(row.group_id) ?? null)]));
  }
}

function toStanding(row: StandingRow, capacity: CapacitySaid | null): PartnershipStanding {
  return {
    groupId: row.group_id,
    nextDueOn: row.next_due_on,
    nextPence: penceFromDatabase(row.next_pence),
    overdueCount: Number(row.overdue_count),
    overduePence: penceFromDatabase(row.overdue_pence),
    oldestDueOn: row.oldest_due_on,
    leads: row.leads,
    withoutDeputy: Number(row.without_deputy),
    worst: row.worst,
    capacity,
  };
}
