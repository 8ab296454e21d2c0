import type { Holding, HoldingsContribution } from '../people';
import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';

/** The contracts, agreed and not over, for which somebody answers as lead or deputy on that day or later. */
const HELD = `
  select 'named-lead' as kind, l.id, c.reference || ' ' || c.title as label, l.health_body_id as "healthBodyId",
    l.group_id as "groupId", l.contract_id as "contractId", l.role
  from contact k
  join named_lead l on l.health_body_id = k.health_body_id and l.group_id = k.group_id and l.contact_id = k.id
  join contract c on c.health_body_id = l.health_body_id and c.group_id = l.group_id and c.id = l.contract_id
  where k.person_organisation_id = $1 and k.person_id = $2 and l.role in ('lead', 'deputy')
    and (l.to_on is null or l.to_on >= $3::date)
    and contract_state_on(c, $3::date) in ('agreed', 'active', 'suspended')
  order by c.reference_key, l.role desc, l.id`;

export const leadsHeld: HoldingsContribution = {
  holdingsOf: (tx: Tx, personId: string, asOf: CalendarDate): Promise<Holding[]> =>
    tx.query<Holding>(HELD, [tx.actor.organisationId, personId, asOf]),
};
