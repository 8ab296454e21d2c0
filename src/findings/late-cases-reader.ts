import type { Tx } from '../platform';
import type { OpenLateCase } from './watched-facts';

const OPEN = `
  select k.group_id, k.id, k.contract_id as "contractId", k.instalment_id as "instalmentId", i.number,
    i.due_on as "dueOn", k.opened_on as "openedOn", k.replied_on as "repliedOn"
  from late_payment_case k
  join instalment i on i.health_body_id = k.health_body_id and i.group_id = k.group_id and i.id = k.instalment_id
  where k.group_id = any ($1) and k.resolved_on is null and k.opened_by_side = 'group'
  order by k.opened_on, k.id`;

/** What these groups have asked the tenant about and what is still open, by group. */
export async function readLateCases(tx: Tx, groupIds: readonly string[]): Promise<Map<string, OpenLateCase[]>> {
  const found = new Map<string, OpenLateCase[]>();
  for (const { group_id, ...late } of await tx.query<OpenLateCase & { group_id: string }>(OPEN, [groupIds])) {
    found.set(group_id, [...(found.get(group_id) ?? []), late]);
  }
  return found;
}
