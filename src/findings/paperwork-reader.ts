import {
  acknowledgedOn,
  contractCounts,
  isToBeSent,
  missingHere,
  missingToPay,
  paymentCheckActsOn,
  preparedHere,
} from '../payments';
import type { PaymentCheck } from '../shared/payment-check';
import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';
import type { UnpreparedPayment, UnreadSchedule } from './watched-facts';

/** Most contracts have nothing of all this, and are passed over before anything is looked up for a payment. */
const UNPREPARED = `
  select s.* from (
    select i.group_id, i.id, i.contract_id as "contractId", i.number, i.due_on as "dueOn", i.send_by_on as "sendByOn",
      i.amount_pence::text as pence, p.joined as "groupHasJoined", p.here as "preparedHere",
      ${missingToPay('health', 'i', 'c')} as missing
    from (select q.health_body_id, q.group_id, g.joined_at is not null as joined, ${preparedHere('q.health_body_id')} as here
      from partnership q join organisation g on g.id = q.group_id where q.group_id = any ($2)) p
    join contract c on c.health_body_id = p.health_body_id and c.group_id = p.group_id
    join instalment i on i.health_body_id = c.health_body_id and i.group_id = c.group_id and i.contract_id = c.id
    where ${contractCounts('c', '$1::date')} and ${isToBeSent('i')} and i.due_on <= $3
      and (p.here or c.invoice_needed or c.purchase_order_needed or exists (select 1 from purchase_order o
        where o.health_body_id = c.health_body_id and o.group_id = c.group_id and o.contract_id = c.id))) s
  where s.missing <> '{}'
  order by s."dueOn", s.number, s.id`;

const UNREAD = `
  select c.group_id, c.id as "contractId"
  from contract c join organisation g on g.id = c.group_id and g.joined_at is not null
  where c.group_id = any ($1) and c.state in ('agreed', 'suspended') and c.schedule_version is not null
    and ${acknowledgedOn('c')} is null
    and exists (select 1 from instalment i where i.health_body_id = c.health_body_id and i.group_id = c.group_id
      and i.contract_id = c.id and ${isToBeSent('i')})
  order by c.id`;

interface Row extends Omit<UnpreparedPayment, 'watchedFromOn' | 'amountPence' | 'missing'> {
  group_id: string;
  pence: string;
  missing: PaymentCheck[];
  groupHasJoined: boolean;
  preparedHere: boolean;
}

export interface Paperwork {
  unprepared: UnpreparedPayment[];
  unread: UnreadSchedule[];
}

/** What soon-due payments lack, and which schedules nobody has said they read, by group. */
export async function readPaperwork(
  tx: Tx,
  groupIds: readonly string[],
  {
    asOf,
    until,
    watchedFrom,
  }: { asOf: CalendarDate; until: CalendarDate; watchedFrom: (sendByOn: CalendarDate) => CalendarDate },
): Promise<(groupId: string) => Paperwork> {
  const unprepared = await tx.query<Row>(UNPREPARED, [asOf, groupIds, until]);
  const unread = await tx.query<UnreadSchedule & { group_id: string }>(UNREAD, [groupIds]);
  const found = new Map<string, Paperwork>(groupIds.map((id) => [id, { unprepared: [], unread: [] }]));
  for (const row of unprepared) {
    const payment = { ...paymentOf(row), watchedFromOn: watchedFrom(row.sendByOn) };
    found.get(row.group_id)?.unprepared.push(payment);
  }
  for (const { group_id, ...schedule } of unread) found.get(group_id)?.unread.push(schedule);
  return (groupId) => found.get(groupId) ?? { unprepared: [], unread: [] };
}

function paymentOf(row: Row): Omit<UnpreparedPayment, 'watchedFromOn'> {
  const { id, contractId, number, dueOn, sendByOn, pence } = row;
  const asked = missingHere(row.missing, row.preparedHere);
  const of = (side: 'health_body' | 'group') => asked.filter((check) => paymentCheckActsOn(check, row) === side);
  const missing = { healthBody: of('health_body'), group: of('group') };
  return { id, contractId, number, dueOn, sendByOn, amountPence: penceFromDatabase(pence), missing };
}
