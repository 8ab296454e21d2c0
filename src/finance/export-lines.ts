import type { Tx } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';
import type { DayTotals, LineFacts } from './formats/run-facts';

const A_FETCH = 1_000;

/** For each day on which something is due, the day on which the money is to arrive. */
export type PayDays = ReadonlyMap<CalendarDate, CalendarDate>;

/** What is due on each day of a run. */
export function dueDaysOf(tx: Tx, runId: string): Promise<{ due_on: CalendarDate; lines: number; pence: string }[]> {
  return tx.query(
    `select l.due_on, count(*)::integer as lines, sum(l.amount_pence)::bigint as pence from payment_run_line l
     where l.health_body_id = $1 and l.run_id = $2 group by l.due_on order by l.due_on`,
    [tx.actor.organisationId, runId],
  );
}

/** The same by the day of payment, in order. */
export function totalsByDay(
  due: readonly { due_on: CalendarDate; lines: number; pence: string }[],
  payDays: PayDays,
): DayTotals[] {
  const days = new Map<CalendarDate, DayTotals>();
  for (const { due_on, lines, pence } of due) {
    const on = payDays.get(due_on) ?? due_on;
    const { lineCount, totalPence } = days.get(on) ?? { lineCount: 0, totalPence: 0 };
    days.set(on, { payOn: on, lineCount: lineCount + lines, totalPence: totalPence + penceFromDatabase(pence) });
  }
  return [...days.values()].sort((one, other) => (one.payOn < other.payOn ? -1 : 1));
}

type LineRow = Omit<LineFacts, 'amountPence'> & { amountPence: string };

const LINES = `
  declare run_lines no scroll cursor for
  select l.position, l.group_id as "groupId", d.pay_on as "payOn", l.due_on as "dueOn",
    i.period_starts_on as "periodStartsOn", i.period_ends_on as "periodEndsOn", l.amount_pence as "amountPence",
    l.payee_name as "payeeName", l.supplier_number as "supplierNumber", l.reference, v.number as "invoiceNumber",
    coalesce(o.number, c.purchase_order) as "purchaseOrderNumber", l.cost_centre as "costCentre",
    l.account_code as "accountCode", l.analysis_code as "analysisCode"
  from payment_run_line l
  join unnest($3::date[], $4::date[]) d (due_on, pay_on) on d.due_on = l.due_on
  join instalment i on i.health_body_id = l.health_body_id and i.group_id = l.group_id and i.id = l.instalment_id
  join contract c on c.health_body_id = l.health_body_id and c.group_id = l.group_id and c.id = l.contract_id
  left join invoice_instalment x on x.health_body_id = l.health_body_id and x.instalment_id = l.instalment_id and x.live
  left join invoice v on v.health_body_id = x.health_body_id and v.id = x.invoice_id
  left join purchase_order o on o.health_body_id = v.health_body_id and o.id = v.purchase_order_id
  where l.health_body_id = $1 and l.run_id = $2
  order by d.pay_on, l.position`;

/** The lines of a run in the order of its files, some at a time: however many there are, few are in memory. */
export async function* linesOf(tx: Tx, runId: string, payDays: PayDays): AsyncGenerator<LineFacts> {
  await tx.query(LINES, [tx.actor.organisationId, runId, [...payDays.keys()], [...payDays.values()]]);
  for (;;) {
    const rows = await tx.query<LineRow>(`fetch ${String(A_FETCH)} from run_lines`);
    for (const { amountPence, ...line } of rows) yield { ...line, amountPence: penceFromDatabase(amountPence) };
    if (rows.length < A_FETCH) break;
  }
  await tx.query('close run_lines');
}
