import { AGREED_FREQUENCY } from './agreed-frequency';
import type { CalendarDate } from '../shared/calendar-date';
import type { WatchedFacts } from './watched-facts';

/** How the two are in touch, and whether the group leaves. */
export interface TouchRow {
  group_id: string;
  contactEveryDays: number | null;
  lastTwoWayOn: CalendarDate | null;
  oldestOn: CalendarDate | null;
  comingOn: CalendarDate | null;
  leavesOn: CalendarDate | null;
  leftOn: CalendarDate | null;
}

const ENGAGEMENTS_OF = 'engagement e where e.health_body_id = p.health_body_id and e.group_id = p.group_id';

/** The log of each partnership from both ends. */
export const TOUCH = `
  select p.group_id, coalesce(${AGREED_FREQUENCY}, p.contact_every_days) as "contactEveryDays", p.leaves_on as "leavesOn",
    case when p.left_on is not null and exists (select 1 from organisation g where g.id = p.group_id
      and g.joined_at is null) then p.left_on end as "leftOn",
    (select e.happened_on from ${ENGAGEMENTS_OF} and e.happened_on <= $1 and e.two_way and e.visibility = 'shared'
     order by e.happened_on desc limit 1) as "lastTwoWayOn",
    (select min(e.happened_on) from ${ENGAGEMENTS_OF} and e.happened_on between $2 and $1) as "oldestOn",
    (select min(e.happened_on) from ${ENGAGEMENTS_OF} and e.happened_on > $1) as "comingOn"
  from partnership p where p.group_id = any ($3)`;

const NO_TOUCH = { lastTwoWayOn: null, contactEveryDays: null, leavesOn: null, leftOn: null };

export function touchFacts(
  touch: TouchRow | undefined,
): Pick<WatchedFacts, 'lastTwoWayOn' | 'contactEveryDays' | 'leaving'> {
  const { lastTwoWayOn, contactEveryDays, leavesOn, leftOn } = touch ?? NO_TOUCH;
  return { lastTwoWayOn, contactEveryDays, leaving: { leavesOn, leftOn } };
}
