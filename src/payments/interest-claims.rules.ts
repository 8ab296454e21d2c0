import type { CalendarDate } from '../shared/calendar-date';
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
  const { interestPence, fixedSumPence } = entitlement(statutoryInterest({ ...debt, asOf: toOn }), toOn);
  const rest = {
    interestPence: Math.max(0, interestPence - sum(earlier, 'interestPence')),
    fixedSumPence: Math.max(0, fixedSumPence - sum(earlier, 'fixedSumPence')),
    toOn,
  };
  if (rest.interestPence + rest.fixedSumPence > 0) return rest;
  throw nothing(
    earlier.length > 0
      ? 'What could be claimed for this payment has been claimed and paid.'
      : 'This payment came before statutory interest began to run, so there is nothing to claim.',
  );
}

function entitlement(interest: StatutoryInterest, asOf: CalendarDate): ClaimAmounts {
  const { interestPence, fixedSumPence, missingRate, startsOn } = interest;
  if (startsOn === null || fixedSumPence === null) {
    throw nothing('The Late Payment Act covers contracts for services only: nothing can be claimed for a grant.');
  }
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
  stretches: Stretch[];
}

/** Null where the rate is not known or the Act does not apply. */
export function workingOf(debt: InterestClaim): ClaimWorking | null {
  const { startsOn } = statutoryInterest(debt);
  if (startsOn === null || debt.asOf < startsOn) return null;
  const bankRateBp = debt.rates.get(halfYearOf(startsOn));
  if (bankRateBp === undefined) return null;
  const stretches = stretchesOf(debt, startsOn).filter(({ outstandingPence }) => outstandingPence > 0);
  return { rateBp: 800 + bankRateBp, stretches };
}

/** The working in one sentence for each step. */
export function workingWords({ rateBp, stretches }: ClaimWorking, day: (date: CalendarDate) => string): string[] {
  const rate = `${(rateBp / 100).toFixed(2).replace(/\.?0+$/, '')}%`;
  return [
    `The rate is ${rate} a year: 8% and the Bank Rate that held when interest began. It stays the same for this payment.`,
    ...stretches.map(
      ({ fromOn, toOn, days, outstandingPence }) =>
        `From ${day(fromOn)} to ${day(toOn)}, ${String(days)} ${days === 1 ? 'day' : 'days'}, ${pounds(outstandingPence)} was outstanding.`,
    ),
    `For each day, the outstanding amount × ${rate} ÷ 365; added up and rounded once, to the nearest penny.`,
  ];
}

function sum(claims: readonly ClaimAmounts[], part: keyof ClaimAmounts): number {
  return claims.reduce((total, claim) => total + claim[part], 0);
}

function nothing(detail: string): DomainError {
  return new DomainError('conflict', detail);
}
