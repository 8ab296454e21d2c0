/**
 * How often both confirmed to be in touch, on day $1, for a live contract of the partnership p: the most often where
 * there are several, null where there is none.
 */
export const AGREED_FREQUENCY = `(
  select min(k.contact_every_days) from commencement k
  join contract c on c.health_body_id = k.health_body_id and c.id = k.contract_id
  where k.health_body_id = p.health_body_id and k.group_id = p.group_id and k.agreed_on <= $1
    and c.state = 'agreed' and $1::date between c.starts_on and c.ends_on
    and not exists (select 1 from commencement n where n.health_body_id = k.health_body_id
      and n.contract_id = k.contract_id and n.number > k.number and n.agreed_on <= $1))`;
