import type { BankingCalendar } from '../contracts';
import { PAYMENTS_TO_APPROVE, possibleApprovers } from '../finance';
import type { Tx } from '../platform';
import { addDays } from '../shared/calendar-date';
import type { CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';
import { bankingDaysBefore } from './banking-days-before';
import type { ApprovalFacts, PaymentToApprove } from './watched-facts';

type Row = Omit<PaymentToApprove, 'approvalDays' | 'amountPence'> & { group_id: string; pence: string };

interface ToRead {
  asOf: CalendarDate;
  /** Nothing due later is looked at. */
  until: CalendarDate;
  calendar: BankingCalendar;
  /** How many banking days before it must be sent a payment is watched. */
  watchedDays: number;
}

/** What still needs somebody to approve it, by group, and who may. */
export async function readToApprove(
  tx: Tx,
  groupIds: readonly string[],
  { asOf, until, calendar, watchedDays }: ToRead,
): Promise<(groupId: string) => ApprovalFacts> {
  const rows = await tx.query<Row>(PAYMENTS_TO_APPROVE, [asOf, groupIds, until]);
  const approvers = rows.length === 0 ? [] : await possibleApprovers(tx);
  const payments = new Map<string, PaymentToApprove[]>(groupIds.map((id) => [id, []]));
  for (const { group_id, pence, ...row } of rows) {
    const approvalDays = daysBefore(row.sendByOn, watchedDays, calendar);
    payments.get(group_id)?.push({ ...row, amountPence: penceFromDatabase(pence), approvalDays });
  }
  return (groupId) => ({ payments: payments.get(groupId) ?? [], approvers });
}

/** Of days before the first year of the calendar only weekends are known: all of them are taken for banking days. */
function daysBefore(sendByOn: CalendarDate, count: number, calendar: BankingCalendar): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = bankingDaysBefore(sendByOn, count, calendar); day <= sendByOn; day = addDays(day, 1)) {
    if (day < calendar.firstDay || calendar.isBankingDay(day)) days.push(day);
  }
  return days;
}
