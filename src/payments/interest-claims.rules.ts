import { addMonths, type CalendarDate } from '../shared/calendar-date';
import { DomainError } from '../shared/domain-error';
import { pounds } from '../shared/money';
import { halfYearOf, statutoryInterest, stretchesOf } from './statutory-interest.rules';
import type { InterestClaim, StatutoryInterest, Stretch } from './statutory-interest.rules';

/** What a claim asks for, in pence. */
export interface ClaimAmounts {
  interestPence: number;
  fixedSumPence: number;
}

/** What a group may claim for one payment on a day. */
export interface Claimable extends ClaimAmounts {
  /** Interest is counted up to and including this day: the day it is asked on, or that on which the money was there. */
  toOn: CalendarDate;
}

/** What was claimed for the payment before, and was not withdrawn. */
export interface EarlierClaim extends ClaimAmounts {
  paid: boolean;
}

/** A payment with what has become of it. */
export interface ClaimedPayment {
  /** Null where nothing is owed: cancelled, or of a contract that is a draft or withdrawn. */
  debt: Omit<InterestClaim, 'asOf'> | null;
  /** The day from which it stays fully received; null while it is not. */
  settledOn: CalendarDate | null;
  earlier: readonly EarlierClaim[];
}

/**
 * What may be claimed today: interest so far and the fixed sum (sections 4 and 5A of the Late Payment of Commercial Debts
 * (Interest) Act 1998), less what earlier claims were paid for. Throws DomainError `conflict` with the reason where there
 * is nothing to claim, and where a claim already waits.
 */
export function claimable(payment: ClaimedPayment, today: CalendarDate): Claimable {
  const { debt, settledOn, earlier } = payment;
  if (debt === null) throw nothing('Nothing is owed on this payment, so nothing can be claimed for it.');
  if (earlier.some(({ paid }) => !paid)) {
    throw nothing('A claim for this payment waits to be paid. To claim a later day, withdraw it first.');
  }
  const toOn = settledOn !== null && settledOn < today ? settledOn : today;
  const all = entitlement(statutoryInterest({ ...debt, asOf: toOn }), toOn, settledOn);
  const rest = { ...less(all, earlier), toOn };
  if (rest.interestPence + rest.fixedSumPence > 0) return rest;
  throw nothing(earlier.length > 0 ? 'What could be claimed for this payment has been claimed and paid.' : CAME_BEFORE);
}

/**
 * What a claim up to a day comes to by the ledger as it is now, less what other claims were paid for: nothing where the
 * payment was cancelled since. Null where no rate is known.
 */
export function claimNow({ debt, earlier }: ClaimedPayment, toOn: CalendarDate): ClaimAmounts | null {
  if (debt === null) return { interestPence: 0, fixedSumPence: 0 };
  const { interestPence, fixedSumPence } = statutoryInterest({ ...debt, asOf: toOn });
  if (interestPence === null || fixedSumPence === null) return null;
  return less(
    { interestPence, fixedSumPence },
    earlier.filter(({ paid }) => paid),
  );
}

const CAME_BEFORE = 'This payment came before statutory interest began to run, so there is nothing to claim.';

function less(all: ClaimAmounts, earlier: readonly ClaimAmounts[]): ClaimAmounts {
  return {
    interestPence: Math.max(0, all.interestPence - sum(earlier, 'interestPence')),
    fixedSumPence: Math.max(0, all.fixedSumPence - sum(earlier, 'fixedSumPence')),
  };
}

function entitlement(interest: StatutoryInterest, asOf: CalendarDate, settledOn: CalendarDate | null): ClaimAmounts {
  const { interestPence, fixedSumPence, missingRate, startsOn } = interest;
  if (startsOn === null || fixedSumPence === null) {
    throw nothing('The Late Payment Act covers contracts for services only: nothing can be claimed for a grant.');
  }
  if (asOf < startsOn && settledOn !== null) throw nothing(CAME_BEFORE);
  if (asOf < startsOn)
    throw nothing(`Statutory interest starts on ${startsOn}: nothing can be claimed before that day.`);
  if (interestPence === null) {
    throw nothing(
      `The Bank Rate for ${missingRate ?? 'that half-year'} is not on record yet, so the interest cannot be worked out. It goes on running meanwhile, and nothing is lost.`,
    );
  }
  return { interestPence, fixedSumPence };
}

/** How a claim is worked out, for people who want to check it. */
export interface ClaimWorking {
  /** 8% over the Bank Rate, in basis points, fixed for the life of the debt. */
  rateBp: number;
  /** The first day that carries interest. */
  startsOn: CalendarDate;
  /** The last day paid for, where it was to be paid in advance and interest therefore begins only after that. */
  paidForUntil: CalendarDate | null;
  stretches: Stretch[];
}

/** Null where the rate is not known or the Act does not apply. */
export function workingOf(debt: InterestClaim): ClaimWorking | null {
  const { startsOn } = statutoryInterest(debt);
  if (startsOn === null || debt.asOf < startsOn) return null;
  const bankRateBp = debt.rates.get(halfYearOf(startsOn));
  if (bankRateBp === undefined) return null;
  const stretches = stretchesOf(debt, startsOn).filter(({ outstandingPence }) => outstandingPence > 0);
  const paidForUntil = debt.timing === 'in_advance' && debt.periodEndsOn > debt.dueOn ? debt.periodEndsOn : null;
  return { rateBp: 800 + bankRateBp, startsOn, paidForUntil, stretches };
}

/** The working in one sentence for each step. */
export function workingWords(
  { rateBp, paidForUntil, stretches }: ClaimWorking,
  day: (date: CalendarDate) => string,
): string[] {
  const rate = `${(rateBp / 100).toFixed(2).replace(/\.?0+$/, '')}%`;
  return [
    ...(paidForUntil === null
      ? []
      : [
          `It was to be paid in advance: by law interest begins after the last day that it pays for, ${day(paidForUntil)}.`,
        ]),
    `The rate is ${rate} a year: 8% and the Bank Rate that held when interest began. It stays the same for this payment.`,
    ...stretches.map(
      ({ fromOn, toOn, days, outstandingPence }) =>
        `From ${day(fromOn)} to ${day(toOn)}, ${String(days)} ${days === 1 ? 'day' : 'days'}, ${pounds(outstandingPence)} was outstanding.`,
    ),
    `For each day, the outstanding amount × ${rate} ÷ 365; added up and rounded once, to the nearest penny.`,
  ];
}

/** Limitation Act 1980, section 5: who is sued for what is older than six years may refuse it. In Scotland it is five. */
export function isOverSixYears(startsOn: CalendarDate, today: CalendarDate): boolean {
  return addMonths(startsOn, 72) <= today;
}

function sum(claims: readonly ClaimAmounts[], part: keyof ClaimAmounts): number {
  return claims.reduce((total, claim) => total + claim[part], 0);
}

function nothing(detail: string): DomainError {
  return new DomainError('conflict', detail);
}
