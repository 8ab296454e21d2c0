import { contractCounts, missingToPay } from '../payments';
import { financialYearIn } from '../shared/financial-year';

/**
 * SQL of what may be sent, one statement for any number of payments. The parameters are the same in all of it: $1 the
 * health body, $2 today.
 */
const TODAY = '$2::date';

/**
 * The contract's state on the day on which the payment would be made: the day it falls due, or today where that has gone by.
 * A suspension may take effect, or end, on a later day. It is looked up only in a history that has one.
 */
export const CONTRACT_STATE = `case when c.state_changes = 1 then c.state
  else contract_state_on(c, greatest(i.due_on, ${TODAY})) end`;

/** What each payment is sent with; `i` is the instalment. */
const SENT_WITH = `
  join contract c on c.health_body_id = i.health_body_id and c.group_id = i.group_id and c.id = i.contract_id
  join organisation g on g.id = i.group_id
  left join partnership_supplier s on s.health_body_id = i.health_body_id and s.group_id = i.group_id
  left join contract_coding k on k.health_body_id = i.health_body_id and k.contract_id = i.contract_id
    and k.financial_year = ${financialYearIn('i.due_on')}
  cross join lateral (select ${missingToPay('health', 'i', 'c')} as missing) m`;

/**
 * Each payment that `where` finds, with what a line copies of it and the reason why it cannot be sent, if there is one.
 * A payment that is in a live run already names the run.
 */
export const candidates = (where: string): string => `
  select i.id, i.group_id, i.contract_id, i.amount_pence - i.received_pence as outstanding,
    coalesce(g.payee_name, g.name) as payee_name, s.supplier_number, c.reference || '/' || i.number as reference,
    i.due_on, i.send_by_on, k.cost_centre, k.account_code, k.analysis_code, w.number as in_run, m.missing,
    case
      when not (${contractCounts('c', TODAY)}) then 'contract_not_counting'
      when w.number is not null then 'in_run'
      when i.state = 'held' then 'held'
      when i.state = 'returned' then 'returned'
      when ${CONTRACT_STATE} = 'suspended' then 'contract_suspended'
      when m.missing <> '{}' then 'not_ready' end as reason
  from instalment i ${SENT_WITH}
  left join lateral (select r.number from payment_run_line l
    join payment_run r on r.health_body_id = l.health_body_id and r.id = l.run_id
    where l.health_body_id = i.health_body_id and l.instalment_id = i.id and l.live) w on true
  where i.health_body_id = $1 and i.settled_on is null and i.state <> 'cancelled'
    and (i.state <> 'exported' or w.number is not null) and ${where}`;

/** A UUID of version 7, as the application makes them, for any number of rows. */
const NEW_ID = `(lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
  || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid`;

const LINE_COLUMNS = `health_body_id, run_id, group_id, contract_id, instalment_id, amount_pence, payee_name, reference,
  due_on, send_by_on`;
const COPIED = `$1, $3::uuid, j.group_id, j.contract_id, j.id, j.outstanding, j.payee_name, j.reference, j.due_on,
  j.send_by_on`;

/** Adds what can be sent to the run $3 and writes down what is left out. */
export const takeInto = (where: string): string => `
  with judged as materialized (${candidates(where)}),
  added as (
    insert into payment_run_line (${LINE_COLUMNS}, id, position, supplier_number, cost_centre, account_code, analysis_code)
    select ${COPIED}, ${NEW_ID}, (select coalesce(max(o.position), 0) from payment_run_line o
        where o.health_body_id = $1 and o.run_id = $3) + row_number() over (order by j.send_by_on, j.id),
      j.supplier_number, j.cost_centre, j.account_code, j.analysis_code
    from judged j where j.reason is null order by j.send_by_on, j.id)
  insert into payment_run_left_out (${LINE_COLUMNS}, reason, in_run, missing)
  select ${COPIED}, j.reason, case when j.reason = 'in_run' then j.in_run end,
    case when j.reason = 'not_ready' then j.missing else '{}' end
  from judged j where j.reason is not null`;

/** The lines of the run $3 that are no longer as they were copied, each with how. */
export const DIFFERENT_LINES = `
  select l.id, l.position, l.instalment_id, l.payee_name, l.reference, d.differences, m.missing
  from payment_run_line l
  join instalment i on i.health_body_id = l.health_body_id and i.group_id = l.group_id and i.id = l.instalment_id
  ${SENT_WITH}
  cross join lateral (select array_remove(array[
    case i.state when 'held' then 'held' when 'cancelled' then 'cancelled' when 'paid' then 'already_paid'
      when 'returned' then 'returned' when 'exported' then 'exported' end,
    case when i.state in ('planned', 'approved', 'held') and l.amount_pence <> i.amount_pence - i.received_pence
      then 'amount' end,
    case when not (${contractCounts('c', TODAY)}) then 'contract_not_counting'
      when ${CONTRACT_STATE} = 'suspended' then 'contract_suspended' end,
    case when l.payee_name is distinct from coalesce(g.payee_name, g.name) then 'payee_name' end,
    case when l.supplier_number <> s.supplier_number then 'supplier_number' end,
    case when k.contract_id is not null and (l.cost_centre, l.account_code, l.analysis_code)
      is distinct from (k.cost_centre, k.account_code, k.analysis_code) then 'coding' end,
    case when m.missing <> '{}' then 'not_ready' end], null) as differences) d
  where l.health_body_id = $1 and l.run_id = $3::uuid and d.differences <> '{}'`;
