import type { CalendarDate } from '../../shared/calendar-date';
import { day } from '../frame/wording.rules';
import { drawCashFlow } from './cash-flow-picture.rules';
import { cashFlow } from './cash-flow.rules';
import type { MonthFigures } from './cash-flow.rules';

/** A payment as the lists give it, with its ledger. */
export interface ListedPayment {
  dueOn: CalendarDate;
  amountPence: number;
  state: string;
  receipts: readonly { receivedOn: CalendarDate; amountPence: number; kind: string }[];
}

/** What the template `pictures/cash-flow.njk` shows. */
export interface CashFlowView {
  sentence: string;
  /** SVG of our own making, without anybody's text: shown as it is. */
  wide: string;
  narrow: string;
  /** Of the table, where it is about something other than expected and paid. */
  heads?: { expected: string; paid: string; late: string };
  /** With the month in words. */
  months: readonly (Omit<MonthFigures, 'month'> & { month: string })[];
}

/** Null where there is nothing to draw. `id` is the picture's own on its page. */
export function cashFlowView(payments: readonly ListedPayment[], today: CalendarDate, id: string): CashFlowView | null {
  const agreed = payments
    .filter(({ state }) => state !== 'cancelled')
    .map(({ dueOn, amountPence, receipts }) => ({
      dueOn,
      amountPence,
      receipts: receipts.map((entry) => ({
        on: entry.receivedOn,
        pence: entry.kind === 'receipt' ? entry.amountPence : -entry.amountPence,
      })),
    }));
  const flow = cashFlow(agreed, today);
  if (flow === null) return null;
  const [wide, narrow] = [drawCashFlow(flow, 'wide', id), drawCashFlow(flow, 'narrow', id)];
  const months = flow.months.map((figures) => ({ ...figures, month: day(figures.month).replace(/^1 /, '') }));
  return { sentence: flow.sentence, wide, narrow, months };
}
