import type { Tx } from '../platform';
import { penceFromDatabase } from '../shared/money';
import type { MissedPayment } from './watched-facts';

type Row = Omit<MissedPayment, 'amountPence' | 'receivedPence'> & {
  group_id: string;
  amountPence: string;
  receivedPence: string;
};

const MISSED = `
  select i.group_id, i.id, i.contract_id as "contractId", i.number, i.due_on as "dueOn", i.amount_pence as "amountPence",
    i.received_pence as "receivedPence", i.settled_on as "settledOn", s.about_on as "lookedOn"
  from instalment i
  cross join lateral (
    select a.about_on from arrival_statement a
    where a.health_body_id = i.health_body_id and a.group_id = i.group_id and a.instalment_id = i.id
    order by a.said_at desc limit 1) s
  where i.group_id = any ($1) and i.arrival_said = 'not_arrived' and i.state <> 'cancelled'
    and i.state in ('paid', 'exported')
  order by i.due_on, i.id`;

/** What these groups last said has not arrived though the tenant sent it, by group. */
export async function readMissed(tx: Tx, groupIds: readonly string[]): Promise<Map<string, MissedPayment[]>> {
  const found = new Map<string, MissedPayment[]>();
  for (const { group_id, amountPence, receivedPence, ...row } of await tx.query<Row>(MISSED, [groupIds])) {
    const pence = { amountPence: penceFromDatabase(amountPence), receivedPence: penceFromDatabase(receivedPence) };
    found.set(group_id, [...(found.get(group_id) ?? []), { ...row, ...pence }]);
  }
  return found;
}
