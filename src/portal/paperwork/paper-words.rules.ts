import { calendarDate } from '../../shared/calendar-date';
import type { PaymentCheck } from '../../shared/payment-check';
import type { CalendarDate } from '../../shared/calendar-date';
import type { Side } from '../../shared/side';
import { counted, day } from '../frame/wording.rules';

/** Of an invoice, what is put into words. */
export interface InvoiceFacts {
  state: 'received' | 'valid' | 'disputed' | 'credited';
  daysUnchecked: number | null;
  daysUntilDisputed: number | null;
  groupToldOn: string | null;
}

/** What is missing before the payments of a contract can be sent, as the payments module says it. */
export interface ReadinessFacts {
  contractReference: string;
  groupHasJoined: boolean;
  scheduleVersion: number | null;
  acknowledgedOn: CalendarDate | null;
  toSend: readonly { dueOn: CalendarDate; sendByOn: CalendarDate; missing: readonly string[] }[];
  items: readonly Item[];
}

interface Item {
  check: PaymentCheck;
  met: boolean;
  actsOn: 'health_body' | 'group';
  blocks: boolean;
  whatToDo: string;
  neededBy: CalendarDate | null;
}

/** Where a reader sees to things, by check. */
export type PlacesToMend = Partial<Record<PaymentCheck, string>>;

export const INVOICE_TAGS: Readonly<Record<InvoiceFacts['state'], { text: string; colour: string }>> = {
  received: { text: 'To be checked', colour: 'blue' },
  valid: { text: 'Right, may be paid', colour: 'green' },
  disputed: { text: 'Disputed', colour: 'orange' },
  credited: { text: 'Taken back', colour: 'grey' },
};

/** What became of an invoice, in one sentence; null where the tag says it all. */
export function invoiceSentence(invoice: InvoiceFacts): string | null {
  if (invoice.state === 'received') return waitedFor(invoice.daysUnchecked ?? 0);
  if (invoice.state !== 'disputed' || invoice.groupToldOn === null) return null;
  return `The group was told on ${day(calendarDate(invoice.groupToldOn))}, ${counted(invoice.daysUntilDisputed ?? 0, 'day')} after the invoice came.`;
}

function waitedFor(days: number): string {
  return days === 0 ? 'It came today.' : `It came ${counted(days, 'day')} ago.`;
}

interface MoveFacts {
  state: string;
  reason: string | null;
  recordedAt: string;
}

const MOVES: Readonly<Record<string, string>> = {
  received: 'Sent',
  valid: 'Checked: it is right',
  disputed: 'Disputed',
  credited: 'Taken back',
};

export function moveSentence({ state, reason, recordedAt }: MoveFacts, first: boolean): string {
  const what = state === 'received' && !first ? 'Corrected, to be checked again' : (MOVES[state] ?? state);
  return `${day(calendarDate(recordedAt.slice(0, 10)))}: ${what}${reason === null ? '' : `. ${reason}`}`;
}

export function fileSize(bytes: number): string {
  return bytes < 1_000_000
    ? `${String(Math.max(1, Math.round(bytes / 1000)))} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const DONE: Readonly<Record<PaymentCheck, string>> = {
  payee_name: 'The name on the bank account',
  invoice: 'An invoice for each payment',
  invoice_to_check: 'Invoices checked',
  purchase_order: 'A purchase order that covers each payment',
  supplier_number: 'The supplier number',
  coding: 'Cost centre and account',
  vat: 'VAT',
  schedule_acknowledged: 'The group has read when it is paid',
};

/** Where the group itself is told, and not about itself. */
const TO_GROUP: Partial<Record<PaymentCheck, { done: string; toDo: string }>> = {
  schedule_acknowledged: {
    done: 'You have read when you are paid',
    toDo: 'Read when you will be paid, and say so with one button. No payment waits for it.',
  },
};

/** One thing that a payment needs, for a reader of one side. */
export interface ReadyLine {
  text: string;
  met: boolean;
  /** Whose it is to see to, for the tag. */
  whose: 'Yours' | 'The group' | 'The health body';
  more: string | null;
  href: string | null;
}

export interface ReadyToBePaid {
  lines: ReadyLine[];
  /** What holds up the next payment, in a sentence; null when nothing does. */
  sentence: string;
  /** The version of the schedule that the group has yet to read. */
  toAcknowledge: number | null;
  contractReference: string;
  acknowledgedOn: CalendarDate | null;
}

/** Null where nothing is to be sent any more. `paths` are the pages where a reader sees to things. */
export function readyToBePaid(
  read: ReadinessFacts,
  side: Side,
  { paths, today }: { paths: PlacesToMend; today: CalendarDate },
): ReadyToBePaid | null {
  const [next] = read.toSend;
  if (next === undefined) return null;
  const lines = read.items.map((item) => lineOf(item, side, paths[item.check] ?? null));
  return {
    lines,
    sentence: sentenceOf(next, today),
    toAcknowledge: read.acknowledgedOn === null && read.groupHasJoined ? read.scheduleVersion : null,
    contractReference: read.contractReference,
    acknowledgedOn: read.acknowledgedOn,
  };
}

function lineOf(item: Item, side: Side, path: string | null): ReadyLine {
  const words = (side === 'group' ? TO_GROUP[item.check] : undefined) ?? {
    done: DONE[item.check],
    toDo: item.whatToDo,
  };
  const mine = item.actsOn === (side === 'health' ? 'health_body' : 'group');
  return {
    text: words.done,
    met: item.met,
    whose: mine ? 'Yours' : WHOSE[item.actsOn],
    more: item.met ? null : `${words.toDo}${byWhen(item)}`,
    href: item.met || !mine ? null : path,
  };
}

const WHOSE = { group: 'The group', health_body: 'The health body' } as const;

function byWhen({ blocks, neededBy }: Item): string {
  return blocks && neededBy !== null ? ` By ${day(neededBy)}.` : '';
}

function sentenceOf({ missing, dueOn, sendByOn }: ReadinessFacts['toSend'][number], today: CalendarDate): string {
  const lacks = missing.length === 0 ? 'lacks nothing' : `still lacks ${counted(missing.length, 'thing')}`;
  const due = `${dueOn < today ? 'which was due' : 'due'} on ${day(dueOn)}`;
  return `The next payment, ${due}, ${lacks}. It ${sendByOn < today ? 'was' : 'is'} to be sent by ${day(sendByOn)}.`;
}
