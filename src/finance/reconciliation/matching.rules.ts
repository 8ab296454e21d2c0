import type { CalendarDate } from '../../shared/calendar-date';
import type { EntryFacts } from './entry';
import { likeliest, samePayee } from './likeness.rules';
import { isOpen, wasSent } from './our-lines.rules';
import type { OurLine, OurLines } from './our-lines.rules';
import { outcomeOf } from './outcome.rules';
import type { Cause, Outcome } from './outcome.rules';

/** What an entry was found to be. */
export interface Judgement {
  outcome: Outcome;
  cause: Cause;
  /** What is booked without a person: the lines that it settles or sends back. Empty unless matched or returned. */
  lines: readonly OurLine[];
  /** What a person may choose from, the likeliest first. */
  candidates: readonly OurLine[];
  /** The run whose whole sum it is. */
  runId: string | null;
  /** For an entry that settles: the day on which the group's account was credited. */
  receivedOn: CalendarDate | null;
}

/**
 * When the money of a line was in the group's account, from the day on which ours was debited. Bacs debits the payer and
 * credits the payee on the same, third day of its cycle, which is the line's day of payment; some banks take the money for
 * the file up to two banking days before. So an earlier debit counts on the day of payment, and a later one on its own day.
 * A ledger that pays by itself chooses its day: there the day of the debit is that of the credit.
 */
export function creditedOn(bookedOn: CalendarDate, { method, payOn }: OurLine): CalendarDate {
  return method !== 'ap_csv' && bookedOn < payOn ? payOn : bookedOn;
}

/**
 * Judges the entries of one file in their order. Only what names a line exactly (by the id that the bank carried, or by
 * reference and payee), for exactly what is outstanding, is taken without a person; nothing is ever guessed.
 */
export class Matching {
  private readonly taken = new Set<string>();
  private readonly returned = new Set<string>();

  constructor(
    private readonly lines: OurLines,
    private readonly today: CalendarDate,
  ) {}

  /** What can be said of an entry by itself; null where others have to be known first: see `suggest`. */
  judge(entry: EntryFacts, seenBefore: boolean): Judgement | null {
    if (entry.flaw !== null) return found(entry.flaw);
    if (entry.bookedOn > this.today) return found('day_to_come');
    if (entry.currency !== 'GBP') return found('not_pounds');
    if (seenBefore) return found('entry_seen');
    return entry.direction === 'debit' ? this.judgeDebit(entry) : this.judgeCredit(entry);
  }

  /** Of an entry that names no line exactly, once all that do are known: what a person may choose from. */
  suggest(entry: EntryFacts): Judgement {
    const candidates = likeliest(
      entry,
      this.lines.ofAmount(entry.amountPence).filter((line) => this.isFree(line) && wasSent(line, entry)),
    );
    if (entry.returnCode !== null) {
      const sent = likeliest(entry, sentBefore(entry, this.lines.sentWith(entry.amountPence)));
      return sent.length === 0 ? found('return_unknown') : found('return_unclear', sent);
    }
    if (candidates.length > 0) return found(candidates.length === 1 ? 'one_alike' : 'several_alike', candidates);
    const run = this.lines.runWithOpenTotal(entry.amountPence);
    return run === null ? found('no_line') : { ...found('run_total'), runId: run.id };
  }

  private isFree(line: OurLine): boolean {
    return isOpen(line) && !this.taken.has(line.id) && !this.returned.has(line.id);
  }

  private judgeDebit(entry: EntryFacts): Judgement | null {
    if (entry.reversal) return found('reversal_unknown');
    const named = this.named(entry);
    if (named === null) return this.judgeBatch(entry);
    if (!this.isFree(named)) return found(this.whyNotFree(named), [named]);
    if (entry.amountPence < named.outstandingPence) return found('less_than_sent', [named]);
    if (entry.amountPence > named.outstandingPence) return found('more_than_sent', [named]);
    const cause = this.doubt(entry, named);
    return cause === null ? this.settle(entry, [named], 'exact') : found(cause, [named]);
  }

  private doubt(entry: EntryFacts, line: OurLine): Cause | null {
    if (entry.names.length === 0 && !this.lines.isIdOf(entry.endToEndId, line)) return 'payee_missing';
    if (entry.names.length > 0 && !samePayee(entry.names, line)) return 'payee_differs';
    if (!wasSent(line, entry)) return 'before_sent';
    return creditedOn(entry.bookedOn, line) > this.today ? 'not_there_yet' : null;
  }

  /**
   * The one line that an entry names: by the id that we gave it, or by a reference that only one open line has. What was
   * booked before a payment was attempted again is about the attempt before.
   */
  private named(entry: EntryFacts): OurLine | null {
    const byId = this.lines.withId(entry.endToEndId);
    if (byId !== null) return byId;
    const alike = sentBefore(entry, this.lines.withReference(entry.reference));
    const open = alike.filter((line) => this.isFree(line));
    const [only, another] = open.length > 0 ? open : alike.slice(0, 1);
    if (only === undefined) return null;
    return another === undefined ? only : null;
  }

  private whyNotFree(line: OurLine): Cause {
    if (this.taken.has(line.id) && !this.returned.has(line.id)) return 'twice_in_file';
    if (this.cameBack(line)) return 'returned_already';
    return line.paidBy === 'hand' ? 'received_by_hand' : 'settled_already';
  }

  private cameBack({ id, live, state }: OurLine): boolean {
    return !live || state === 'returned' || this.returned.has(id);
  }

  private judgeBatch(entry: EntryFacts): Judgement | null {
    const run = this.lines.runNamed([...entry.batchIds, entry.reference ?? '']);
    if (run === null) return null;
    const whole = run.parts.find((part) => sum(part) === entry.amountPence);
    if (whole === undefined) return { ...found('batch_differs'), runId: run.id };
    if (whole.every((line) => this.isFree(line))) return { ...this.judgeWhole(entry, whole), runId: run.id };
    const [first] = whole.filter((line) => !this.isFree(line));
    const all = whole.every((line) => !this.isFree(line)) && first !== undefined;
    return { ...found(all ? this.whyNotFree(first) : 'batch_differs'), runId: run.id };
  }

  private judgeWhole(entry: EntryFacts, whole: readonly OurLine[]): Judgement {
    if (!whole.every((line) => wasSent(line, entry))) return found('before_sent');
    const latest = whole.reduce((last, line) => maxOf(last, creditedOn(entry.bookedOn, line)), entry.bookedOn);
    return latest > this.today ? found('not_there_yet') : this.settle(entry, whole, 'whole_run');
  }

  private settle(entry: EntryFacts, lines: readonly OurLine[], cause: 'exact' | 'whole_run'): Judgement {
    for (const { id } of lines) this.taken.add(id);
    const receivedOn = lines.reduce((last, line) => maxOf(last, creditedOn(entry.bookedOn, line)), entry.bookedOn);
    return { ...found(cause), lines, receivedOn };
  }

  private judgeCredit(entry: EntryFacts): Judgement | null {
    const named = this.namedInReturn(entry);
    if (entry.reversal && entry.returnCode === null) {
      return named === null ? found('reversal_unknown') : found('reversal', [named]);
    }
    if (entry.returnCode === null) return named === null ? found('money_in') : found('maybe_returned', [named]);
    if (named === null) return null;
    return this.judgeReturn(entry, named);
  }

  private judgeReturn(entry: EntryFacts, line: OurLine): Judgement {
    if (this.cameBack(line)) return found('returned_already', [line]);
    if (line.paidBy === 'hand') return found('return_of_received', [line]);
    const isIt = this.lines.isIdOf(entry.endToEndId, line) || samePayee(entry.names, line);
    const whole = entry.amountPence === line.amountPence && isReturnable(line);
    if (!isIt || !whole || !wasSent(line, entry)) return found('return_unclear', [line]);
    this.returned.add(line.id);
    return { ...found('exact_return'), lines: [line] };
  }

  /** Money may come back of a line that was settled, in this file or before. */
  private namedInReturn(entry: EntryFacts): OurLine | null {
    const byId = this.lines.withId(entry.endToEndId);
    if (byId !== null) return byId;
    const same = this.lines.withReference(entry.reference).filter((line) => line.amountPence === entry.amountPence);
    const alike = sentBefore(entry, same);
    const [only, another] = alike.some(isReturnable) ? alike.filter(isReturnable) : alike;
    return another === undefined ? (only ?? null) : null;
  }
}

/** Those that an entry can be about by its day; all of them where it is before each. */
function sentBefore(entry: EntryFacts, lines: readonly OurLine[]): readonly OurLine[] {
  const before = lines.filter((line) => wasSent(line, entry));
  return before.length > 0 ? before : lines;
}

function isReturnable({ state, live }: OurLine): boolean {
  return live && (state === 'exported' || state === 'paid');
}

function found(cause: Cause, candidates: readonly OurLine[] = []): Judgement {
  return { outcome: outcomeOf(cause), cause, lines: [], candidates, runId: null, receivedOn: null };
}

function sum(lines: readonly OurLine[]): number {
  return lines.reduce((total, { outstandingPence }) => total + outstandingPence, 0);
}

function maxOf(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other;
}
