import { addDays, type CalendarDate, calendarDate, daysBetween } from '../shared/calendar-date';
import { roundHalfUp } from '../shared/money';

export type PaymentTiming = 'in_advance' | 'in_arrears' | 'on_milestone';

/** An entry of the receipts ledger, in pence; what was taken back again is negative. */
export interface LedgerEntry {
  receivedOn: CalendarDate;
  pence: number;
}

export interface InterestClaim {
  /** The Act covers contracts for services and never grants. */
  instrument: 'contract_for_services' | 'grant';
  timing: PaymentTiming;
  dueOn: CalendarDate;
  /** The last day paid for, included; for a contract paid once its end. */
  periodEndsOn: CalendarDate;
  /** Owed in all, with VAT, in pence. */
  amountPence: number;
  receipts: readonly LedgerEntry[];
  /** Bank Rate in basis points in force on the 30 June or 31 December before each half-year, by its first day. */
  rates: ReadonlyMap<string, number>;
  asOf: CalendarDate;
}

/** What the group may claim, in whole pence. All null for a grant. */
export interface StatutoryInterest {
  /** Null too when the rate that applies is not known. */
  interestPence: number | null;
  fixedSumPence: number | null;
  /** The half-year whose rate is missing, such as "2027 H1". */
  missingRate: string | null;
  /** The first day that carries interest, if the debt is still there. */
  startsOn: CalendarDate | null;
}

/** Late Payment of Commercial Debts (Rate of Interest) (No. 3) Order 2002, article 4: 8% over the official dealing rate. */
const OVER_BANK_RATE_BP = 800n;

/** Basis points in a whole × days in a year: interest is simple, and a year has 365 days in leap years too. */
const BASIS_POINT_DAYS = 3_650_000n;

/** Section 5A of the 1998 Act: the sum for a debt from so many pence on, largest first. */
const FIXED_SUMS = [
  { fromPence: 10_000_00, sumPence: 100_00 },
  { fromPence: 1_000_00, sumPence: 70_00 },
  { fromPence: 1, sumPence: 40_00 },
] as const;

/**
 * The last day without statutory interest. What is paid in advance is no debt before its period is over, whatever the
 * parties agreed (section 11 of the 1998 Act), unless a fixed payment day falls later still.
 */
export function relevantDay({ timing, dueOn, periodEndsOn }: Pick<InterestClaim, 'timing' | 'dueOn' | 'periodEndsOn'>) {
  return timing === 'in_advance' && periodEndsOn > dueOn ? periodEndsOn : dueOn;
}

/**
 * Statutory interest on one instalment up to and including a day, and the fixed sum: Late Payment of Commercial Debts
 * (Interest) Act 1998. The rate is that of the half-year in which interest starts and stays fixed for the life of the
 * debt (section 4). Rounded once, half up. Before interest starts both amounts are 0.
 */
export function statutoryInterest(claim: InterestClaim): StatutoryInterest {
  if (claim.instrument === 'grant') {
    return { interestPence: null, fixedSumPence: null, missingRate: null, startsOn: null };
  }
  const lastFreeDay = relevantDay(claim);
  const startsOn = addDays(lastFreeDay, 1);
  if (claim.asOf < startsOn) return { interestPence: 0, fixedSumPence: 0, missingRate: null, startsOn };

  const fixedSumPence = fixedSum(outstandingAfter(claim, lastFreeDay));
  const owed = pennyDays(claim, startsOn);
  // Nothing was outstanding, so there is nothing that a rate could change.
  if (owed === 0n) return { interestPence: 0, fixedSumPence, missingRate: null, startsOn };

  const bankRateBp = claim.rates.get(halfYearOf(startsOn));
  if (bankRateBp === undefined) {
    return { interestPence: null, fixedSumPence, missingRate: halfYearName(startsOn), startsOn };
  }
  const interestPence = roundHalfUp(owed * (OVER_BANK_RATE_BP + BigInt(bankRateBp)), BASIS_POINT_DAYS);
  return { interestPence, fixedSumPence, missingRate: null, startsOn };
}

/** Days in a row on which the same was outstanding when they began. Both ends are included. */
export interface Stretch {
  fromOn: CalendarDate;
  toOn: CalendarDate;
  days: number;
  outstandingPence: number;
}

/** What was outstanding from the first day that carries interest on: money counts from the day after it came. */
export function stretchesOf(claim: InterestClaim, startsOn: CalendarDate): Stretch[] {
  const lastDays = claim.receipts
    .map((entry) => entry.receivedOn)
    .filter((day) => day >= startsOn && day < claim.asOf)
    .sort();
  const found: Stretch[] = [];
  let before = addDays(startsOn, -1);
  for (const toOn of new Set([...lastDays, claim.asOf])) {
    const outstandingPence = outstandingAfter(claim, before);
    found.push({ fromOn: addDays(before, 1), toOn, days: daysBetween(before, toOn), outstandingPence });
    before = toOn;
  }
  return found;
}

function pennyDays(claim: InterestClaim, startsOn: CalendarDate): bigint {
  return stretchesOf(claim, startsOn).reduce(
    (sum, { outstandingPence, days }) => sum + BigInt(outstandingPence) * BigInt(days),
    0n,
  );
}

/** Pence still owed when a day is over. */
function outstandingAfter({ amountPence, receipts }: InterestClaim, day: CalendarDate): number {
  const received = receipts.filter((entry) => entry.receivedOn <= day).reduce((sum, entry) => sum + entry.pence, 0);
  return Math.max(0, amountPence - received);
}

function fixedSum(outstandingPence: number): number {
  return FIXED_SUMS.find((band) => outstandingPence >= band.fromPence)?.sumPence ?? 0;
}

/** The first day of the half-year by whose Bank Rate interest that starts on this day is worked out. */
export function halfYearOf(day: CalendarDate): CalendarDate {
  return calendarDate(`${day.slice(0, 4)}-${isFirstHalf(day) ? '01' : '07'}-01`);
}

function halfYearName(day: CalendarDate): string {
  return `${day.slice(0, 4)} ${isFirstHalf(day) ? 'H1' : 'H2'}`;
}

function isFirstHalf(day: CalendarDate): boolean {
  return day.slice(5, 7) < '07';
}
