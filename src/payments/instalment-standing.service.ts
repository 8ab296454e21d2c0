import { Injectable } from '@nestjs/common';
import { BankHolidays } from '../contracts';
import type { Actor } from '../platform';
import type { CalendarDate } from '../shared/calendar-date';
import { penceFromDatabase } from '../shared/money';
import { daysOverdue, isAtRisk, isOverdue, latenessSeverity } from './lateness.rules';
import type { LatenessSeverity } from './lateness.rules';
import { readLedger } from './ledger.rules';
import type { LedgerLine } from './ledger.rules';
import type { LedgerRow } from './receipt-view.dto';
import { statutoryInterest } from './statutory-interest.rules';
import type { InterestClaim, LedgerEntry, PaymentTiming, StatutoryInterest } from './statutory-interest.rules';
import { StatutoryRates } from './statutory-rates.service';

/** At risk is what must be sent by this many banking days from the day that is judged. */
const AT_RISK_BANKING_DAYS = 5;

/** What an instalment is judged from, as queries name the columns. */
export interface StandingRow {
  instrument: InterestClaim['instrument'];
  timing: PaymentTiming;
  /** False while the contract is a draft or withdrawn, on the day that is judged. */
  contract_counts: boolean;
  period_ends_on: CalendarDate;
  due_on: CalendarDate;
  send_by_on: CalendarDate;
  amount_pence: string;
  state: string;
  receipts: readonly LedgerRow[];
}

/** How an instalment stands at the end of a day. Amounts in pence. */
export interface Standing {
  receivedPence: number;
  outstandingPence: number;
  overdue: boolean;
  /** 0 unless it is overdue. */
  daysOverdue: number;
  severity: LatenessSeverity | null;
  atRisk: boolean;
  /** The first day from which it stays fully received; null while it is not. */
  settledOn: CalendarDate | null;
  /** All null for a grant, a cancelled instalment, and one of a contract that is a draft or withdrawn. */
  interest: StatutoryInterest;
}

export interface StandingJudge {
  asOf: CalendarDate;
  /** The day by which what is at risk must be sent. */
  horizon: CalendarDate;
  standing(row: StandingRow): Standing;
}

/** SQL: what the ledger holds of an instalment by the end of a day, oldest first, as the `receipts` of a StandingRow. */
export const ledgerOf = (instalment: string, day: string): string => `
  select coalesce(json_agg(json_build_object('id', r.id, 'receivedOn', r.received_on,
    'amountPence', r.amount_pence::text, 'kind', r.kind, 'estimated', r.estimated, 'reference', r.reference,
    'source', r.source, 'reversesId', r.reverses_id, 'reason', r.reason) order by r.received_on, r.id), '[]') as receipts
  from receipt r
  where r.health_body_id = ${instalment}.health_body_id and r.group_id = ${instalment}.group_id
    and r.instalment_id = ${instalment}.id and r.received_on <= ${day}`;

/** SQL: whether a contract is one whose payments count. With one state in its history there is nothing to look up. */
export const contractCounts = (contract: string, day: string): string =>
  `case when ${contract}.state_changes = 1 then ${contract}.state
    else contract_state_on(${contract}, ${day}) end not in ('draft', 'withdrawn')`;

/**
 * SQL: ids of the contracts of a health body whose payments do not count. They are few and are collected once, where a
 * join would look up a contract for each of very many payments.
 */
export const notCounting = (healthBody: string, day: string): string =>
  `(select c.id from contract c where c.health_body_id = ${healthBody} and ${DOUBTFUL} and not (${contractCounts('c', day)}))`;

/** By an index of its own: only these can be among those that do not count. */
export const DOUBTFUL = `(c.state_changes <> 1 or c.state in ('draft', 'withdrawn'))`;

/** Lateness and statutory interest of instalments: the one way to them, so that lists and reports agree to the penny. */
@Injectable()
export class InstalmentStandings {
  constructor(
    private readonly bankHolidays: BankHolidays,
    private readonly rates: StatutoryRates,
  ) {}

  /**
   * Everything that judging on a day needs, read once for any number of rows, as the actor's own health body knows it.
   * Call it before a transaction is opened.
   */
  async judgeOn(asOf: CalendarDate, actor?: Actor): Promise<StandingJudge> {
    const healthBodyId = actor?.side === 'health' ? actor.organisationId : undefined;
    const [calendar, rates] = await Promise.all([
      this.bankHolidays.calendar(healthBodyId),
      this.rates.rates(healthBodyId),
    ]);
    const horizon = calendar.horizon(asOf, AT_RISK_BANKING_DAYS);
    return { asOf, horizon, standing: (row) => standingOf(row, { asOf, horizon, rates }) };
  }
}

interface JudgedBy {
  asOf: CalendarDate;
  horizon: CalendarDate;
  rates: ReadonlyMap<string, number>;
}

function standingOf(row: StandingRow, by: JudgedBy): Standing {
  const { asOf, horizon } = by;
  const amountPence = penceFromDatabase(row.amount_pence);
  const lines = row.receipts.map(({ receivedOn, kind, amountPence: pence }) => ({
    on: receivedOn,
    kind,
    pence: penceFromDatabase(pence),
  }));
  const { receivedPence, settledOn } = readLedger(amountPence, lines);
  const owedNothing = row.state === 'cancelled' || !row.contract_counts;
  const [dueOn, sendByOn] = [row.due_on, row.send_by_on];
  const sent = row.state === 'exported';
  const debt = { dueOn, sendByOn, amountPence, receivedPence, cancelled: owedNothing, sent };
  const days = isOverdue(debt, asOf) ? daysOverdue(dueOn, asOf) : 0;
  return {
    receivedPence,
    outstandingPence: row.state === 'cancelled' ? 0 : amountPence - receivedPence,
    overdue: days > 0,
    daysOverdue: days,
    severity: latenessSeverity(days),
    atRisk: isAtRisk(debt, asOf, horizon),
    settledOn,
    interest: owedNothing ? NO_INTEREST : interestOn(row, amountPence, lines.map(toEntry), by),
  };
}

/** What was taken out or back is negative. */
function toEntry({ kind, on, pence }: LedgerLine): LedgerEntry {
  return { receivedOn: on, pence: kind === 'receipt' ? pence : -pence };
}

const NO_INTEREST: StatutoryInterest = { interestPence: null, fixedSumPence: null, missingRate: null, startsOn: null };

function interestOn(
  { instrument, timing, due_on: dueOn, period_ends_on: periodEndsOn }: StandingRow,
  amountPence: number,
  receipts: InterestClaim['receipts'],
  { asOf, rates }: JudgedBy,
): StatutoryInterest {
  return statutoryInterest({ instrument, timing, dueOn, periodEndsOn, amountPence, receipts, rates, asOf });
}
