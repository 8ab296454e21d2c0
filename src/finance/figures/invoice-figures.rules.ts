import type { CalendarDate } from '../../shared/calendar-date';
import { lastDayOfActPeriod, lastDayOfPaymentCode, lastDayOfProcurementActTerm, regulation38Day } from './clocks.rules';
import type { Amount } from './rounding.rules';
import { meanOf, meets, percentOf, total, wholePercentOf } from './rounding.rules';

/** Invoices with the same days. An invoice over several payments is due with the last and paid with the last. */
export interface DatedInvoices extends Amount {
  /** The day on which the health body had them. */
  receivedOn: CalendarDate;
  agreedOn: CalendarDate;
  /** The day from which the group had all of the money; null while it has not. */
  paidOn: CalendarDate | null;
  /** The payer disputes them, and has told the group. */
  disputed: boolean;
}

interface PaidInvoices extends DatedInvoices {
  paidOn: CalendarDate;
}

/** A period, both ends included. */
export interface Period {
  from: CalendarDate;
  to: CalendarDate;
}

/** What the payer shows by number and by value. */
export interface Share {
  of: Amount;
  part: Amount;
  percentByNumber: number | null;
  percentByValue: number | null;
}

const TARGET_PERCENT = 95;

export interface PaymentCodeFigures extends Share {
  /** As annual reports print them. */
  wholePercentByNumber: number | null;
  wholePercentByValue: number | null;
  /** By the exact share, not the rounded one. */
  targetMetByNumber: boolean | null;
  targetMetByValue: boolean | null;
  leftOut: Amount;
}

/** Better Payment Practice Code: of the invoices paid in the period, those paid within its target; 95% is wanted. */
export function paymentCodeFigures(invoices: readonly DatedInvoices[], period: Period): PaymentCodeFigures {
  const paid = paidIn(invoices, period);
  const within = paid.filter(
    ({ receivedOn, agreedOn, paidOn }) => paidOn <= lastDayOfPaymentCode(receivedOn, agreedOn),
  );
  const share = shareOf(within, paid);
  const { of, part } = share;
  return {
    ...share,
    wholePercentByNumber: wholePercentOf(part.count, of.count),
    wholePercentByValue: wholePercentOf(part.pence, of.pence),
    targetMetByNumber: meets(TARGET_PERCENT, part.count, of.count),
    targetMetByValue: meets(TARGET_PERCENT, part.pence, of.pence),
    leftOut: total(paidDisputed(invoices, period)),
  };
}

/** What a payments compliance notice says: Procurement Regulations 2024, regulation 38(2)(c) and (d). */
export interface NoticeFigures {
  paid: Amount;
  meanDaysToPay: number | null;
  /** By number, on the days that regulation 38 counts. */
  paidInDays: { days: '1-30' | '31-60' | '61+'; paid: Amount; percent: number | null }[];
  /** Sums whose last day under section 68 lies in the period, and those of them not paid by its end. */
  notPaid: Share;
  leftOut: Amount;
}

export function noticeFigures(
  paidInvoices: readonly DatedInvoices[],
  payable: readonly DatedInvoices[],
  period: Period,
): NoticeFigures {
  const paid = paidIn(paidInvoices, period);
  const all = total(paid);
  const days = paid.map((each) => ({ ...each, day: regulation38Day(each.receivedOn, each.paidOn) }));
  const fellDue = payable.filter(({ receivedOn, agreedOn, disputed }) => {
    const last = lastDayOfProcurementActTerm(receivedOn, agreedOn);
    return !disputed && last >= period.from && last <= period.to;
  });
  const unpaid = fellDue.filter(({ paidOn }) => paidOn === null || paidOn > period.to);
  return {
    paid: all,
    meanDaysToPay: meanOf(
      days.reduce((sum, { day, count }) => sum + day * count, 0),
      all.count,
    ),
    paidInDays: BANDS.map(({ name, first, last }) => {
      const within = total(days.filter(({ day }) => day >= first && day <= last));
      return { days: name, paid: within, percent: percentOf(within.count, all.count) };
    }),
    notPaid: shareOf(unpaid, fellDue),
    leftOut: total(paidDisputed(paidInvoices, period).concat(disputedPayable(payable, period))),
  };
}

/** Day 0 is what came before day 1 could: within thirty days all the same. */
const BANDS = [
  { name: '1-30', first: 0, last: 30 },
  { name: '31-60', first: 31, last: 60 },
  { name: '61+', first: 61, last: Infinity },
] as const;

/**
 * Public Contracts Regulations 2015, regulation 113(7): of the invoices that were paid in the year or should have been,
 * those paid within 30 days, counted as the 1998 Act does.
 */
export function yearlyFigures(
  paidInvoices: readonly DatedInvoices[],
  payable: readonly DatedInvoices[],
  period: Period,
): Share & { leftOut: Amount } {
  const paid = paidIn(paidInvoices, period);
  const owing = payable.filter(({ receivedOn, paidOn }) => {
    const last = lastDayOfActPeriod(receivedOn);
    return (paidOn === null || paidOn > period.to) && last >= period.from && last <= period.to;
  });
  const within = paid.filter(({ receivedOn, paidOn }) => paidOn <= lastDayOfActPeriod(receivedOn));
  return {
    ...shareOf(within, [...paid, ...owing.filter(({ disputed }) => !disputed)]),
    leftOut: total([...paidDisputed(paidInvoices, period), ...owing.filter(({ disputed }) => disputed)]),
  };
}

function paidIn(invoices: readonly DatedInvoices[], period: Period): PaidInvoices[] {
  return invoices.filter((each): each is PaidInvoices => !each.disputed && isPaidIn(each, period));
}

function isPaidIn({ paidOn }: DatedInvoices, { from, to }: Period): boolean {
  return paidOn !== null && paidOn >= from && paidOn <= to;
}

function paidDisputed(invoices: readonly DatedInvoices[], period: Period): DatedInvoices[] {
  return invoices.filter((each) => each.disputed && isPaidIn(each, period));
}

function disputedPayable(payable: readonly DatedInvoices[], { from, to }: Period): DatedInvoices[] {
  return payable.filter(({ receivedOn, agreedOn, paidOn, disputed }) => {
    const last = lastDayOfProcurementActTerm(receivedOn, agreedOn);
    return disputed && last >= from && last <= to && (paidOn === null || paidOn < from || paidOn > to);
  });
}

function shareOf(part: readonly Amount[], whole: readonly Amount[]): Share {
  const [some, all] = [total(part), total(whole)];
  return {
    of: all,
    part: some,
    percentByNumber: percentOf(some.count, all.count),
    percentByValue: percentOf(some.pence, all.pence),
  };
}
