import { Injectable } from '@nestjs/common';
import { ReadsService } from '../../platform';
import type { Actor } from '../../platform';
import { SettingsOfBody } from '../../settings';
import { addMonths, type CalendarDate } from '../../shared/calendar-date';
import { holdersOf } from '../pictures/holders.rules';
import type { HoldersView } from '../pictures/holders.rules';

/** Everybody beyond these is one line: more would be no picture any more. */
const MOST_PEOPLE = 6;

const SHARES = `
  with year as materialized (
    select e.health_contact_id as id, count(*)::integer as count from engagement e
    where e.health_body_id = $1 and e.group_id = $2 and e.happened_on between $3::date and $4::date
    group by e.health_contact_id)
  select coalesce(k.name, k.email, 'Name not known') as name, y.count, exists (
      select 1 from named_lead l
      join contract c on c.health_body_id = l.health_body_id and c.group_id = l.group_id and c.id = l.contract_id
      where l.health_body_id = $1 and l.group_id = $2 and l.contact_id = k.id and l.role = 'deputy' and l.side = 'health'
        and daterange(l.from_on, l.to_on, '[]') @> $4::date
        and contract_state_on(c, $4::date) in ('active', 'suspended')) as deputy
  from year y join contact k on k.health_body_id = $1 and k.group_id = $2 and k.id = y.id
  order by y.count desc, 1, k.id`;

/** Who of the health body had the contact of the last year with a group. */
@Injectable()
export class SharesService {
  constructor(
    private readonly reads: ReadsService,
    private readonly settings: SettingsOfBody,
  ) {}

  async of(actor: Actor, groupId: string, today: CalendarDate): Promise<HoldersView> {
    const values = [actor.organisationId, groupId, addMonths(today, -12), today];
    const [rows, { settings }] = await Promise.all([
      this.reads.rows<{ name: string; count: number; deputy: boolean }>(actor, SHARES, values),
      this.settings.now(actor),
    ]);
    return holdersOf(rows, settings.contactSharePercent, MOST_PEOPLE);
  }
}
