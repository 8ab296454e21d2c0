import { contractCounts } from '../payments';

/**
 * SQL: payments that a run may send and that are in none that was approved, of the partnerships $2 of the acting health
 * body, due by $3, as of the day $1. A health body of which nothing is prepared in Accord pays elsewhere, and none is meant.
 */
export const PAYMENTS_TO_APPROVE = `
  select i.group_id, i.id, i.contract_id as "contractId", i.number, i.due_on as "dueOn", i.send_by_on as "sendByOn",
    (i.amount_pence - i.received_pence)::text as pence
  from partnership p
  join contract c on c.health_body_id = p.health_body_id and c.group_id = p.group_id
  join instalment i on i.health_body_id = c.health_body_id and i.group_id = c.group_id and i.contract_id = c.id
  where p.group_id = any ($2) and i.settled_on is null and i.state in ('planned', 'approved') and i.due_on <= $3
    and (exists (select 1 from contract_coding k where k.health_body_id = p.health_body_id)
      or exists (select 1 from approval_limit a where a.health_body_id = p.health_body_id)
      or exists (select 1 from payment_run r where r.health_body_id = p.health_body_id))
    and ${contractCounts('c', '$1::date')}
    and contract_state_on(c, greatest(i.due_on, $1::date)) <> 'suspended'
    and not exists (select 1 from payment_run_line l
      join payment_run r on r.health_body_id = l.health_body_id and r.id = l.run_id
      where l.health_body_id = i.health_body_id and l.instalment_id = i.id and l.live
        and r.state in ('approved', 'exported', 'closed'))
  order by i.send_by_on, i.number, i.id`;
