import { type CalendarDate, daysBetween } from '../../shared/calendar-date';
import { pounds } from '../../shared/money';
import { day, days } from '../frame/wording.rules';

/** What is told of a payment; amounts in pence. */
export interface PaymentFacts {
  state: string;
  /** False before both sides have agreed to its contract. */
  counts: boolean;
  /** Its contract is, on the day on which it would be paid. */
  suspended: boolean;
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

function awaited({ state, suspended, receivedPence, overdue, daysOverdue }: PaymentFacts): PaymentWords {
  const part = receivedPence > 0 ? `${pounds(receivedPence)} of it came.` : '';
  const { tag, colour, whileLate } = OPEN[state] ?? (suspended ? SUSPENDED : TO_COME);
  if (!overdue) return { tag, colour, more: sentences(part) };
  return { tag: `${days(daysOverdue)} late`, colour: 'red', more: sentences(part, whileLate) };
}

function sentences(...parts: readonly string[]): string | null {
  const said = parts.filter((part) => part !== '').join(' ');
  return said === '' ? null : said;
}

type OpenWords = Omit<PaymentWords, 'more'> & { whileLate: string };

const TO_COME: OpenWords = { tag: 'To come', colour: 'grey', whileLate: '' };

/** Nothing is sent meanwhile. Late is late all the same. */
const SUSPENDED: OpenWords = { tag: 'Suspended', colour: 'yellow', whileLate: 'Its contract is suspended.' };

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

/** What the group has claimed for a payment and not withdrawn; amounts in pence. */
export interface ClaimedFacts {
  waiting: { pence: number; on: CalendarDate } | null;
  paid: { interestPence: number; fixedSumPence: number; on: CalendarDate } | null;
}

const NOT_CLAIMED: ClaimedFacts = { waiting: null, paid: null };

/**
 * What the group may claim on a payment that is late, or came late, under the Late Payment of Commercial Debts (Interest)
 * Act 1998: an entitlement, theirs to use or not. Null where the Act does not apply, or there is nothing to claim.
 */
export function entitlementWords(
  payment: PaymentFacts,
  today: CalendarDate,
  { waiting, paid }: ClaimedFacts = NOT_CLAIMED,
): string | null {
  const { overdue, settledOn, interestStartsOn } = payment;
  if (interestStartsOn === null || (!overdue && settledOn === null)) return null;
  if (waiting !== null) return `You claimed ${pounds(waiting.pence)} on ${day(waiting.on)}. It waits to be paid.`;
  if (today >= interestStartsOn) return amountWords(payment, interestStartsOn, paid);
  return overdue ? `Statutory interest starts on ${day(interestStartsOn)}.` : null;
}

function amountWords(payment: PaymentFacts, since: CalendarDate, paid: ClaimedFacts['paid']): string | null {
  const { interest, fixed } = restOf(payment, paid);
  if (interest === null) {
    const besides = fixed > 0 ? `, and ${pounds(fixed)} besides` : '';
    return `Statutory interest runs since ${day(since)}; its rate is not on record yet. Once it is, you may claim it${besides}.`;
  }
  const sums = sumsOf(interest, fixed, payment.overdue ? ' so far' : '');
  if (sums !== null) return `You may claim ${sums}. Whether you do is up to you.`;
  return paid === null ? null : `What you claimed for it was paid on ${day(paid.on)}.`;
}

/** What is left of it after what was claimed and paid; interest is null where its rate is not known. */
function restOf({ statutoryInterestPence, fixedSumPence }: PaymentFacts, paid: ClaimedFacts['paid']) {
  const { interestPence: interestPaid, fixedSumPence: fixedPaid } = paid ?? { interestPence: 0, fixedSumPence: 0 };
  return {
    interest: statutoryInterestPence === null ? null : Math.max(0, statutoryInterestPence - interestPaid),
    fixed: Math.max(0, (fixedSumPence ?? 0) - fixedPaid),
  };
}

function sumsOf(interest: number, fixed: number, soFar: string): string | null {
  if (interest === 0) return fixed === 0 ? null : `a fixed sum of ${pounds(fixed)}`;
  const besides = fixed === 0 ? '' : ` and ${pounds(fixed)} besides`;
  return `${pounds(interest)} statutory interest${soFar}${besides}`;
}

/** All that decides what a group reads first; amounts in pence. */
export interface MoneyNow {
  late: { pence: number; payments: number; oldestDueOn: CalendarDate; payers: readonly string[] } | null;
  /** The newest payment that came whole. */
  last: { pence: number; on: CalendarDate; payer: string } | null;
  next: NextPayment | null;
}

export interface NextPayment {
  pence: number;
  on: CalendarDate;
  payer: string;
  /** Why it will not come as things are; null where nothing is in its way. */
  stopped: string | null;
}

/** What is in the way of a payment that is to come. */
export function stoppedWords({
  state,
  contractSuspended,
}: {
  state: string;
  contractSuspended: boolean;
}): string | null {
  if (state === 'held') return 'It is on hold for now.';
  return contractSuspended ? 'Its contract is suspended, so it is not sent for now.' : null;
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
