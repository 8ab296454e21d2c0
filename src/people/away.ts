/** Joins `w.away`: whether contact `k` is away on a day, and the card of whoever stands in; null when they are there. */
export const awayOn = (day: string) => `left join lateral (
  select json_build_object('fromOn', a.from_on, 'toOn', a.to_on, 'standIn', case when s.id is not null then
      json_build_object('contactId', s.id, 'name', s.name, 'email', s.email, 'phone', s.phone) end) as away
  from absence a left join contact s on s.health_body_id = a.health_body_id and s.group_id = a.group_id
    and s.id = a.stand_in_contact_id
  where a.health_body_id = k.health_body_id and a.group_id = k.group_id and a.contact_id = k.id
    and daterange(a.from_on, a.to_on, '[]') @> ${day}) w on true`;
