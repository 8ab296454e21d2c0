import type { CalendarDate } from '../../shared/calendar-date';
import { calendarDate, dayInLondon } from '../../shared/calendar-date';
import { pounds } from '../../shared/money';
import { day } from '../frame/wording.rules';

/** What happened to a payment, as the API gives it. Amounts in pence. */
export interface HistoryFacts {
  moves: readonly {
    fromState: string;
    toState: string;
    reasonCode: string | null;
    reason: string | null;
    happenedOn: string | null;
    recordedAt: string;
  }[];
  receipts: readonly { receivedOn: string; amountPence: number; kind: string; reason: string | null }[];
  arrivalStatements: readonly { said: string; aboutOn: string; note: string | null; saidAt: string }[];
  impactReports: readonly ImpactFacts[];
}

export interface ImpactFacts {
  reservesUsedPence: number | null;
  serviceEffect: string;
  staffAffected: string;
  words: string | null;
  reportedAt: string;
  withdrawnAt: string | null;
}

/** One dated line. */
export interface HistoryLine {
  on: CalendarDate;
  text: string;
}

/** What the ledger did is told by its own entries. */
const BY_LEDGER = ['received', 'taken_back', 'receipt_reversed'];

/** What had come back is planned for a moment before the end of its contract cancels it: it will not be paid again. */
function isTold({ reasonCode, toState }: HistoryFacts['moves'][number]): boolean {
  return !BY_LEDGER.includes(reasonCode ?? '') && !(reasonCode === 'termination' && toState === 'planned');
}

export const HOLD_WORDS: Readonly<Record<string, string>> = {
  papers_missing: 'papers are missing',
  work_queried: 'there is a question about the work',
  invoice_queried: 'there is a question about the invoice',
  details_to_check: 'the bank details are being checked',
  funding_queried: 'the funding is being checked',
  group_asked: 'the group asked for it',
  other: 'another reason',
};

export const RETURN_WORDS: Readonly<Record<string, string>> = {
  invalid_details: 'the bank details were not right',
  no_account: 'there is no such account',
  account_closed: 'the account is closed',
  account_transferred: 'the account has moved to another bank',
  asked_back: 'it was asked back',
  other: 'another reason',
};

export const CAUSE_WORDS: Readonly<Record<string, string>> = {
  payer: 'the health body',
  group: 'the group',
  bank: 'a bank',
  disputed: 'not agreed: it counts against nobody',
};

export const STAFF_WORDS: Readonly<Record<string, string>> = {
  none: 'nobody',
  under_5: 'fewer than 5',
  '5_to_9': '5 to 9',
  '10_to_24': '10 to 24',
  '25_or_more': '25 or more',
};

export const SERVICE_WORDS: Readonly<Record<string, string>> = {
  none: 'The service went on as it was.',
  reduced: 'The service was reduced.',
  paused: 'The service was paused.',
};

const WHY_CANCELLED: Readonly<Record<string, string>> = {
  planned_again: 'Cancelled: the plan of payments changed.',
  contract_withdrawn: 'Cancelled: the contract was withdrawn.',
  termination: 'Cancelled: the contract ended early.',
};

/** All that happened, newest first. */
export function historyLines(history: HistoryFacts): HistoryLine[] {
  const lines = [
    ...history.moves.filter(isTold).map(moveLine),
    ...history.receipts.map(receiptLine),
    ...history.arrivalStatements.map(arrivalLine),
    ...history.impactReports.map(impactLine),
  ];
  // Of one day the later one first: sorting keeps the order of equals.
  return lines.reverse().sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
}

function moveLine(move: HistoryFacts['moves'][number]): HistoryLine {
  const text = [moveText(move), move.reason ?? ''].join(' ').trim();
  return { on: dayInLondon(new Date(move.recordedAt)), text };
}

function moveText({ fromState, toState, reasonCode, happenedOn }: HistoryFacts['moves'][number]): string {
  const code = reasonCode ?? '';
  const words: Readonly<Record<string, () => string>> = {
    approved: () => 'Approved to be paid.',
    exported: () => (code === 'return_undone' ? 'It had not come back: it is with the bank.' : 'Sent to the bank.'),
    held: () =>
      code === 'release_undone' ? 'It is on hold still.' : `Put on hold: ${HOLD_WORDS[code] ?? 'another reason'}.`,
    returned: () =>
      `The bank sent it back${happenedOn === null ? '' : ` on ${day(calendarDate(happenedOn))}`}: ${RETURN_WORDS[code] ?? 'another reason'}.`,
    cancelled: () => WHY_CANCELLED[code] ?? 'Cancelled: the plan of payments changed.',
    planned: () => PLANNED_AGAIN[fromState] ?? 'Planned again.',
    paid: () => 'Nothing more is owed: the contract ended early.',
  };
  return words[toState]?.() ?? 'Changed.';
}

const PLANNED_AGAIN: Readonly<Record<string, string>> = {
  approved: 'The approval was taken back.',
  held: 'The hold was ended.',
  returned: 'It will be paid again.',
};

function receiptLine({ receivedOn, amountPence, kind, reason }: HistoryFacts['receipts'][number]): HistoryLine {
  const on = calendarDate(receivedOn);
  const why = reason === null ? '' : ` ${reason}`;
  if (kind === 'recovery') return { on, text: `${pounds(amountPence)} was taken back.${why}` };
  if (kind === 'reversal') return { on, text: `${pounds(amountPence)} had been entered by mistake.${why}` };
  return { on, text: `${pounds(amountPence)} came.${why}` };
}

function arrivalLine({ said, aboutOn, note, saidAt }: HistoryFacts['arrivalStatements'][number]): HistoryLine {
  const about = day(calendarDate(aboutOn));
  const text =
    said === 'arrived'
      ? `The group said that it arrived on ${about}.`
      : `The group said that it had not arrived by ${about}.`;
  return { on: dayInLondon(new Date(saidAt)), text: note === null ? text : `${text} ${note}` };
}

function impactLine(report: ImpactFacts): HistoryLine {
  const { reservesUsedPence, serviceEffect, staffAffected, words, reportedAt, withdrawnAt } = report;
  const parts = [
    'The group reported what waiting has meant.',
    SERVICE_WORDS[serviceEffect] ?? '',
    reservesUsedPence === null ? '' : `${pounds(reservesUsedPence)} of its reserves was used.`,
    staffAffected === 'none' ? '' : `Staff affected: ${STAFF_WORDS[staffAffected] ?? staffAffected}.`,
    words ?? '',
    withdrawnAt === null ? '' : 'You took this back: only you see it.',
  ];
  return { on: dayInLondon(new Date(reportedAt)), text: parts.filter((part) => part !== '').join(' ') };
}

/** What a group quotes when it asks again: short enough to say on the telephone. */
export function referenceOf(statementId: string): string {
  return statementId
    .slice(-8)
    .toUpperCase()
    .replace(/^(.{4})/, '$1-');
}
