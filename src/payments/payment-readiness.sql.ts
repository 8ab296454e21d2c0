import type { Side } from '../platform';
import { financialYearIn, firstDayOfYearIn } from '../shared/financial-year';

/** SQL: whether a contract needs purchase orders: as somebody said, or else because it has one. */
const ORDER_NEEDED = (c: string) => `coalesce(${c}.purchase_order_needed, exists (select 1 from purchase_order o
  where o.health_body_id = ${c}.health_body_id and o.group_id = ${c}.group_id and o.contract_id = ${c}.id))`;

/** SQL: see `orderedYears`. An order that stands on the contract as a number alone says of no payment that it runs out. */
const ORDER_COVERS = (i: string, c: string) => `case
  when ${c}.purchase_order is not null and not exists (select 1 from purchase_order o
    where o.health_body_id = ${c}.health_body_id and o.group_id = ${c}.group_id and o.contract_id = ${c}.id) then true
  else (select coalesce(max(o.valid_to) >= ${i}.due_on and sum(o.value_pence) >= (
      select sum(j.amount_pence) from instalment j
      where j.health_body_id = ${i}.health_body_id and j.group_id = ${i}.group_id and j.contract_id = ${i}.contract_id
        and j.state <> 'cancelled' and j.due_on between ${firstDayOfYearIn(`${i}.due_on`)} and ${i}.due_on
        and (j.due_on < ${i}.due_on or j.number <= ${i}.number)), false)
    from purchase_order o
    where o.health_body_id = ${i}.health_body_id and o.group_id = ${i}.group_id and o.contract_id = ${i}.contract_id
      and o.financial_year = ${financialYearIn(`${i}.due_on`)}) end`;

/** SQL: the state of the invoice that asks for a payment; null without one. */
const INVOICE_STATE = (i: string) => `(select v.state from invoice_instalment n
  join invoice v on v.health_body_id = n.health_body_id and v.group_id = n.group_id and v.id = n.invoice_id
  where n.health_body_id = ${i}.health_body_id and n.group_id = ${i}.group_id and n.instalment_id = ${i}.id and n.live)`;

const OF_LEDGER = (i: string) => `
  case when not exists (select 1 from partnership_supplier s
    where s.health_body_id = ${i}.health_body_id and s.group_id = ${i}.group_id) then 'supplier_number' end,
  case when not exists (select 1 from contract_coding k where k.health_body_id = ${i}.health_body_id
    and k.contract_id = ${i}.contract_id and k.financial_year = ${financialYearIn(`${i}.due_on`)}) then 'coding' end,`;

/**
 * SQL: what is missing before an instalment can be paid, as text[] of `PAYMENT_CHECKS` that block, empty when nothing is. `i`
 * and `c` are the aliases of `instalment` and its `contract`. One index look-up a check, so that a run asks it of all its
 * lines in one statement. What the health body keeps of its own ledger, groups neither see nor are told of.
 */
export function missingToPay(side: Side, i: string, c: string): string {
  return `array_remove(array[
    (select case when g.payee_name is null then 'payee_name' end from organisation g where g.id = ${i}.group_id),
    ${side === 'health' ? OF_LEDGER(i) : ''}
    case when ${ORDER_NEEDED(c)} and not (${ORDER_COVERS(i, c)}) then 'purchase_order' end,
    case when ${c}.invoice_needed then case coalesce(${INVOICE_STATE(i)}, 'disputed')
      when 'disputed' then 'invoice' when 'received' then 'invoice_to_check' end end,
    case when ${c}.vat_treatment = 'standard' and ${i}.vat_pence = 0 then 'vat' end], null)`;
}

/** SQL: the day on which the group said, for the plan as it is, that it has read it: on its own, or by confirming the terms. */
export function acknowledgedOn(c: string): string {
  return `coalesce(
    (select a.acknowledged_on from schedule_acknowledgement a where a.health_body_id = ${c}.health_body_id
      and a.group_id = ${c}.group_id and a.contract_id = ${c}.id and a.schedule_version = ${c}.schedule_version),
    (select k.confirmed_on from contract_confirmation k where k.health_body_id = ${c}.health_body_id
      and k.group_id = ${c}.group_id and k.contract_id = ${c}.id and k.side = 'group' and k.how = 'in_accord'
      and k.withdrawn_at is null and k.terms_version = ${c}.terms_version and ${c}.schedule_version = 1))`;
}

/** SQL: whether a health body codes its contracts in Accord, and so prepares its payments here: see `missingHere`. */
export function preparedHere(healthBodyId: string): string {
  return `exists (select 1 from contract_coding k where k.health_body_id = ${healthBodyId})`;
}

/** SQL: a payment that is still to be sent. */
export function isToBeSent(i: string): string {
  return `${i}.settled_on is null and ${i}.state in ('planned', 'approved', 'held', 'returned')`;
}
