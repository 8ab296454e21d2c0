import type { CalendarDate } from '../../shared/calendar-date';
import { endToEndId } from '../formats/pain-001.rules';
import { BACS_TEXT, bacsText, latinText } from '../formats/bank-text.rules';
import type { ExportKind } from '../formats/run-facts';

/** A line of a run that was sent. */
export interface OurLine {
  id: string;
  instalmentId: string;
  runId: string;
  runNumber: number;
  position: number;
  method: ExportKind;
  amountPence: number;
  /** Of its payment, now, and no more than statements have not told of yet. */
  outstandingPence: number;
  payeeName: string;
  reference: string;
  /** The day on which its file was made: its money cannot have moved before. */
  sentOn: CalendarDate;
  /** The day on which the money was to arrive. */
  payOn: CalendarDate;
  live: boolean;
  /** Of its payment. */
  state: string;
  /** What made its payment received in full: statements alone, or entries by hand too, such as of money taken back. */
  paidBy: 'statement' | 'hand' | null;
}

/** Sent, and neither received in full nor come back. */
export function isOpen({ live, state, outstandingPence }: OurLine): boolean {
  return live && state === 'exported' && outstandingPence > 0;
}

/** Whether what was booked on a day can be about it. */
export function wasSent({ sentOn }: OurLine, { bookedOn }: { bookedOn: CalendarDate }): boolean {
  return sentOn <= bookedOn;
}

export interface OurRun {
  id: string;
  number: number;
  /** What may be debited in one sum: the whole, and each day of payment. */
  parts: readonly (readonly OurLine[])[];
}

/** The lines that entries may be about, by whatever an entry names them by. */
export class OurLines {
  private readonly byId = new Map<string, OurLine>();
  private readonly byReference = new Map<string, OurLine[]>();
  private readonly byShort = new Map<string, OurLine[]>();
  private readonly byAmount = new Map<number, OurLine[]>();
  private readonly byRun = new Map<number, OurLine[]>();

  constructor(lines: readonly OurLine[]) {
    for (const line of lines) {
      this.byId.set(endToEndId(line.runNumber, line.position), line);
      add(this.byReference, wholeReference(line.reference), line);
      add(this.byShort, bacsText(line.reference), line);
      add(this.byAmount, line.amountPence, line);
      add(this.byRun, line.runNumber, line);
    }
  }

  /** By the id that a pain.001 file gave it. */
  withId(id: string | null): OurLine | null {
    return id === null ? null : (this.byId.get(id.trim().toUpperCase()) ?? null);
  }

  isIdOf(id: string | null, line: OurLine): boolean {
    return this.withId(id) === line;
  }

  /**
   * Newest run first: a payment that was attempted again keeps its reference. One that Bacs cut off counts where no other
   * line begins like it.
   */
  withReference(reference: string | null): readonly OurLine[] {
    const text = reference ?? '';
    if (bacsText(text) === '') return [];
    const short = this.byShort.get(bacsText(text)) ?? [];
    const isShort = wholeReference(text).length <= BACS_TEXT && short.length === 1;
    const found = this.byReference.get(wholeReference(text)) ?? (isShort ? short : []);
    return [...found].sort((one, other) => other.runNumber - one.runNumber);
  }

  /** Open lines of which exactly so much is outstanding. */
  ofAmount(pence: number): readonly OurLine[] {
    return (this.byAmount.get(pence) ?? []).filter((line) => isOpen(line) && line.outstandingPence === pence);
  }

  /** Lines of this amount whose money can come back. */
  sentWith(pence: number): readonly OurLine[] {
    return (this.byAmount.get(pence) ?? []).filter(
      ({ live, state }) => live && (state === 'exported' || state === 'paid'),
    );
  }

  /** The run that one of the texts names as our files name it: RUN-12, RUN-12-1, RUN-12-1-2. */
  runNamed(texts: readonly string[]): OurRun | null {
    for (const text of texts) {
      const number = /\bRUN[- ]?(\d{1,9})(?![\d])/i.exec(text)?.[1];
      const lines = number === undefined ? undefined : this.byRun.get(Number(number));
      if (lines !== undefined) return runOf(lines);
    }
    return null;
  }

  /** The one run of several lines of which so much is outstanding in all; null where there is none, or more than one. */
  runWithOpenTotal(pence: number): OurRun | null {
    const alike = [...this.byRun.values()].filter((lines) => lines.length > 1 && totalOpen(lines) === pence);
    const [only, another] = alike;
    return only === undefined || another !== undefined ? null : runOf(only);
  }
}

function totalOpen(lines: readonly OurLine[]): number {
  return lines.filter(isOpen).reduce((total, { outstandingPence }) => total + outstandingPence, 0);
}

function runOf(lines: readonly OurLine[]): OurRun | null {
  const [first] = lines;
  if (first === undefined) return null;
  const days = new Map<string, OurLine[]>();
  for (const line of lines) add(days, line.payOn, line);
  return { id: first.runId, number: first.runNumber, parts: [lines, ...(days.size > 1 ? days.values() : [])] };
}

/** A reference as it is carried where there is room for all of it; capitals and spaces differ from bank to bank. */
function wholeReference(reference: string): string {
  return latinText(reference).toUpperCase().replace(/\s+/g, ' ');
}

function add<Key>(map: Map<Key, OurLine[]>, key: Key, line: OurLine): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [line]);
  else there.push(line);
}
