import { Injectable } from '@nestjs/common';
import { statutoryInterest, StatutoryRates } from '../../payments';
import { Clock, TenantService } from '../../platform';
import type { Actor, Tx } from '../../platform';
import { addDays, type CalendarDate, calendarDate, daysBetween } from '../../shared/calendar-date';
import { DomainError } from '../../shared/domain-error';
import { financialYearOf, firstDayOfYear, lastDayOfYear } from '../../shared/financial-year';
import { agreedDayFigures, GROUP_KINDS, hiddenKinds } from './agreed-day.rules';
import type { AgreedDayFigures, GroupKind } from './agreed-day.rules';
import {
  readFellDue,
  readInterestPaid,
  readLateDebts,
  readPaidInvoices,
  readPaidUndated,
  readPayableInvoices,
  readPayableUndated,
  readStatement,
} from './figures-reader';
import type { FellDue, KeptStatement, LateDebt, Regime, RegimeInvoices } from './figures-reader';
import { noticeFigures, paymentCodeFigures, yearlyFigures } from './invoice-figures.rules';
import type { NoticeFigures, PaymentCodeFigures, Period, Share } from './invoice-figures.rules';
import { sameFigures } from './same-figures.rules';
import { NONE, total } from './rounding.rules';
import type { Amount } from './rounding.rules';

/** No report is of more than this: what is asked for by mistake would read the whole history. */
const LONGEST_DAYS = 3 * 366;

export interface KindOfGroup {
  kind: GroupKind;
  /** Null, with the figures, where so few groups are meant that they could be known by it. */
  groups: number | null;
  figures: AgreedDayFigures | null;
}

interface Unmeasured {
  /** Without an invoice there is no day to count from: never estimated. */
  notMeasurable: Amount;
}

/** The approval of a notice; `changedSince` where its figures are not any more those that were approved. */
export interface NoticeStatement extends KeptStatement {
  changedSince: boolean;
}

/** What a payer shows of how it paid in a period. Amounts in pence. */
export interface PaymentPerformance extends Period {
  healthBody: string;
  /** The day on which it was judged: what is still out counts until then. */
  judgedOn: CalendarDate;
  agreedDay: { all: AgreedDayFigures; groups: number; byKind: KindOfGroup[] };
  /** No group is an NHS body, so the part for NHS payables is empty; the table has it all the same. */
  paymentCode: Unmeasured & { nonNhs: PaymentCodeFigures; nhs: PaymentCodeFigures };
  /** Contracts under the Procurement Act 2023 only. */
  notice: NoticeFigures & { notMeasurablePaid: Amount; notMeasurablePayable: Amount };
  /** Null unless the period is one of a notice, and somebody has approved it. */
  statement: NoticeStatement | null;
  /** Contracts under the Public Contracts Regulations 2015 only. */
  yearly: Share & Unmeasured & { leftOut: Amount } & InterestOfYear;
  /** Paid under contracts for services of which nobody has said under which rules they were awarded: in neither of both. */
  regimeNotRecorded: Amount;
}

interface InterestOfYear {
  /** Accrued in the period on what was late, claimed or not. Null where a rate is missing. */
  interestLiabilityPence: number | null;
  missingRates: string[];
  interestPaidPence: number;
}

/** Prompt-payment figures of a health body. Paid means received in the group's account, whatever was sent and when. */
@Injectable()
export class FiguresService {
  constructor(
    private readonly tenant: TenantService,
    private readonly rates: StatutoryRates,
    private readonly clock: Clock,
  ) {}

  /** The financial year that today is in where no period is asked for. Throws DomainError `invalid` for half of one. */
  periodOf({ from, to }: { from?: string; to?: string }): Period {
    if (from !== undefined && to !== undefined) return { from: calendarDate(from), to: calendarDate(to) };
    if (from !== undefined || to !== undefined) throw wrong('Give both from and to, or neither.');
    const year = financialYearOf(this.clock.today());
    return { from: firstDayOfYear(year), to: lastDayOfYear(year) };
  }

  /** Throws DomainError `invalid` for a period that ends before it begins, or is longer than three years. */
  async of(actor: Actor, period: Period): Promise<PaymentPerformance> {
    checkPeriod(period);
    const rates = await this.ratesOf(actor);
    return this.tenant.snapshot(actor, async (tx) => {
      const found = await this.in(tx, period, rates);
      const kept = await readStatement(tx, period);
      const changedSince = kept !== null && !sameFigures(kept.figures, found.notice);
      return { ...found, statement: kept === null ? null : { ...kept, changedSince } };
    });
  }

  /** The Bank Rates that interest is worked out from. Ask before a transaction is opened. */
  ratesOf({ organisationId }: Actor): Promise<ReadonlyMap<string, number>> {
    return this.rates.rates(organisationId);
  }

  /** The same in a transaction of the health body, with its rates. */
  async in(tx: Tx, period: Period, rates: ReadonlyMap<string, number>): Promise<Omit<PaymentPerformance, 'statement'>> {
    const today = this.clock.today();
    const due = await readFellDue(tx, period, today);
    const paid = await readPaidInvoices(tx, period);
    const payable = await readPayableInvoices(tx, period);
    const paidUndated = await readPaidUndated(tx, period, today);
    const notMeasurablePayable = await readPayableUndated(tx, period, today);
    const late = await readLateDebts(tx, period, today);
    const [own] = await tx.query<{ name: string }>('select name from organisation where id = $1', [
      tx.actor.organisationId,
    ]);
    return {
      ...period,
      healthBody: own?.name ?? '',
      judgedOn: today,
      agreedDay: agreedDayOf(due, today),
      paymentCode: {
        nonNhs: paymentCodeFigures(paid, period),
        nhs: paymentCodeFigures([], period),
        notMeasurable: total([...paidUndated.values()]),
      },
      notice: {
        ...noticeFigures(of(paid, 'procurement_act'), of(payable, 'procurement_act'), period),
        notMeasurablePaid: paidUndated.get('procurement_act') ?? NONE,
        notMeasurablePayable,
      },
      yearly: {
        ...yearlyFigures(of(paid, 'pcr_2015'), of(payable, 'pcr_2015'), period),
        notMeasurable: paidUndated.get('pcr_2015') ?? NONE,
        ...interestAccrued(late, { period, today, rates }),
        interestPaidPence: await readInterestPaid(tx, period),
      },
      regimeNotRecorded: total([...of(paid, 'not_recorded'), paidUndated.get('not_recorded') ?? NONE]),
    };
  }
}

function agreedDayOf({ payments: due, groups }: FellDue, today: CalendarDate): PaymentPerformance['agreedDay'] {
  const hidden = hiddenKinds(groups);
  return {
    all: agreedDayFigures(due, today),
    groups: [...groups.values()].reduce((sum, each) => sum + each, 0),
    byKind: GROUP_KINDS.filter((kind) => groups.has(kind)).map((kind) => ({
      kind,
      groups: hidden.has(kind) ? null : (groups.get(kind) ?? 0),
      figures: hidden.has(kind)
        ? null
        : agreedDayFigures(
            due.filter((each) => each.kind === kind),
            today,
          ),
    })),
  };
}

function of(invoices: readonly RegimeInvoices[], regime: Regime): RegimeInvoices[] {
  return invoices.filter((each) => each.regime === regime);
}

/** What accrued from the first to the last day of the period, or until today where that is earlier. */
function interestAccrued(
  debts: readonly LateDebt[],
  { period, today, rates }: { period: Period; today: CalendarDate; rates: ReadonlyMap<string, number> },
): Omit<InterestOfYear, 'interestPaidPence'> {
  const until = period.to < today ? period.to : today;
  const before = addDays(period.from, -1);
  const missing = new Set<string>();
  let pence = 0;
  for (const debt of debts) {
    const end = statutoryInterest({ ...debt, rates, asOf: until });
    const start = statutoryInterest({ ...debt, rates, asOf: before });
    if (end.missingRate !== null) missing.add(end.missingRate);
    pence += Math.max(0, (end.interestPence ?? 0) - (start.interestPence ?? 0));
  }
  return { interestLiabilityPence: missing.size === 0 ? pence : null, missingRates: [...missing].sort() };
}

function checkPeriod({ from, to }: Period): void {
  if (to < from) throw wrong('The last day must be the first day or a later one.');
  if (daysBetween(from, to) > LONGEST_DAYS) throw wrong('A period has at most three years.');
}

function wrong(detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: '/to', detail }]);
}
