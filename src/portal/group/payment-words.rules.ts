import { type CalendarDate, daysBetween } from '../../shared/calendar-date';
import { pounds } from '../../shared/money';
import { day, days } from '../frame/wording.rules';

/** What is told of a payment; amounts in pence. */
export interface PaymentFacts {
  state: string;
  /** False before both sides have agreed to its contract. */
  counts: boolean;
  dueOn: CalendarDate;
  amountPence: number;
  receivedPence: number;
  outstandingPence: number;
  overdue: boolean;
  daysOverdue: number;
  settledOn: CalendarDate | null;
  /** All null or 0 where no statutory interest applies. */
  interestStartsOn: CalendarDate | null;
  statutoryInterestPence: number | null;
  fixedSumPence: number | null;
}

export interface PaymentWords {
  /** A few words that say by themselves how it stands; the colour says the same. */
  tag: string;
  colour: 'green' | 'red' | 'grey' | 'yellow';
  /** One more sentence where there is something to add. */
  more: string | null;
}

/** How a payment stands, as both sides read it. */
export function paymentWords(payment: PaymentFacts): PaymentWords {
  if (payment.state === 'cancelled') return { tag: 'Cancelled', colour: 'grey', more: null };
  if (payment.settledOn !== null) return paid(payment.dueOn, payment.settledOn);
  return payment.counts ? awaited(payment) : PROPOSED;
}

/** Before both sides have agreed, no money is to come yet. */
const PROPOSED: PaymentWords = { tag: 'Proposed', colour: 'grey', more: null };

function awaited({ state, receivedPence, overdue, daysOverdue }: PaymentFacts): PaymentWords {
  const part = receivedPence > 0 ? `${pounds(receivedPence)} of it came.` : '';
  const { tag, colour, whileLate } = OPEN[state] ?? TO_COME;
  if (!overdue) return { tag, colour, more: sentences(part) };
  return { tag: `${days(daysOverdue)} late`, colour: 'red', more: sentences(part, whileLate) };
}

function sentences(...parts: readonly string[]): string | null {
  const said = parts.filter((part) => part !== '').join(' ');
  return said === '' ? null : said;
}

type OpenWords = Omit<PaymentWords, 'more'> & { whileLate: string };

const TO_COME: OpenWords = { tag: 'To come', colour: 'grey', whileLate: '' };

/** States that say more than that it is to come. Held is late all the same. */
const OPEN: Readonly<Partial<Record<string, OpenWords>>> = {
  held: { tag: 'On hold', colour: 'yellow', whileLate: 'It is on hold.' },
  exported: { tag: 'Sent', colour: 'grey', whileLate: 'It was sent to the bank.' },
  returned: { tag: 'Sent back', colour: 'yellow', whileLate: 'The bank sent it back.' },
};

function paid(dueOn: CalendarDate, settledOn: CalendarDate): PaymentWords {
  const late = daysBetween(dueOn, settledOn);
  const more = late > 0 ? `Came on ${day(settledOn)}, ${days(late)} late.` : `Came on ${day(settledOn)}.`;
  return { tag: late > 0 ? 'Paid late' : 'Paid', colour: 'green', more };
}

/**
 * What the group may claim on a late payment under the Late Payment of Commercial Debts (Interest) Act 1998: an
 * entitlement, theirs to use or not. Null where the Act does not apply, or nothing is late.
 */
export function entitlementWords(payment: PaymentFacts, today: CalendarDate): string | null {
  const { overdue, interestStartsOn, statutoryInterestPence: interest, fixedSumPence: fixed } = payment;
  if (!overdue || interestStartsOn === null) return null;
  if (today < interestStartsOn) return `Statutory interest starts on ${day(interestStartsOn)}.`;
  if (interest === null) {
    return `Statutory interest runs since ${day(interestStartsOn)}; its rate is not on record yet. You may claim it, and ${pounds(fixed ?? 0)} besides.`;
  }
  return `You may claim ${pounds(interest)} statutory interest so far and ${pounds(fixed ?? 0)} besides. Whether you do is up to you.`;
}

/** All that decides what a group reads first; amounts in pence. */
export interface MoneyNow {
  late: { pence: number; payments: number; oldestDueOn: CalendarDate; payers: readonly string[] } | null;
  /** The newest payment that came whole. */
  last: { pence: number; on: CalendarDate; payer: string } | null;
  next: { pence: number; on: CalendarDate; payer: string } | null;
}

/** Whether the money came, in one sentence: the first thing that a group reads. */
export function moneySentence({ late, last, next }: MoneyNow, today: CalendarDate): string {
  if (late !== null) return lateSentence(late, today);
  if (last !== null) return `Nothing is late. ${pounds(last.pence)} came from ${last.payer} on ${day(last.on)}.`;
  return next === null ? 'No payment is planned at the moment.' : 'Nothing is late.';
}

function lateSentence({ pence, payments, oldestDueOn, payers }: NonNullable<MoneyNow['late']>, today: CalendarDate) {
  const ago = days(daysBetween(oldestDueOn, today));
  const from = payers.length === 1 ? ` from ${payers[0] ?? ''}` : '';
  if (payments === 1) return `${pounds(pence)}${from} is ${ago} late: it was due on ${day(oldestDueOn)}.`;
  return `${pounds(pence)}${from} is late: ${String(payments)} payments, the oldest by ${ago}.`;
}

/** "November 2026", "1 October to 31 December 2026": what a payment is for. */
export function periodWords(startsOn: CalendarDate, endsOn: CalendarDate): string {
  const [from, to] = [day(startsOn), day(endsOn)];
  const sameYear = startsOn.slice(0, 4) === endsOn.slice(0, 4);
  const [, month = '', year = ''] = from.split(' ');
  if (startsOn.endsWith('-01') && startsOn.slice(0, 7) === endsOn.slice(0, 7) && isMonthEnd(endsOn)) {
    return `${month} ${year}`;
  }
  return `${sameYear ? from.replace(` ${year}`, '') : from} to ${to}`;
}

function isMonthEnd(date: CalendarDate): boolean {
  const [year, month, dayOfMonth] = date.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate() === dayOfMonth;
}
