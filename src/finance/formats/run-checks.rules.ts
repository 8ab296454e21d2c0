import { DomainError } from '../../shared/domain-error';
import type { FieldError } from '../../shared/domain-error';
import { pounds } from '../../shared/money';
import type { DayTotals, LineFacts, RunFacts } from './run-facts';

/** What is named at once: enough to see what is wrong, and an answer that a page can show. */
const MOST_NAMED = 100;

/** The lines that cannot go into a file, named all together when all have been looked at. */
export class LineProblems {
  private readonly named: FieldError[] = [];
  private lines = 0;
  private latest = 0;

  add({ position, payeeName }: LineFacts, detail: string): void {
    if (this.latest !== position) this.lines += 1;
    this.latest = position;
    if (this.named.length >= MOST_NAMED) return;
    const line = `Line ${String(position)}, ${payeeName}: ${detail}`;
    this.named.push({ pointer: `/lines/${String(position)}`, detail: line });
  }

  /** Throws DomainError `invalid` that names them, `/lines/` and the line's number pointing at each. */
  refuse(so = 'no file was made'): void {
    if (this.lines === 0) return;
    const lines = this.lines === 1 ? 'One line' : `${String(this.lines)} lines`;
    const [first] = this.named;
    throw new DomainError('invalid', `${lines} cannot go into this file, so ${so}. ${first?.detail ?? ''}`, this.named);
  }
}

/** Counts what is written, and holds it against what was approved, day by day. */
export class Tally {
  private index = 0;
  private lineCount = 0;
  private totalPence = 0;

  constructor(private readonly days: RunFacts['days']) {}

  /** The day that is over once this line comes, or null. Throws DomainError `conflict` when it does not add up. */
  count({ payOn, amountPence }: LineFacts): DayTotals | null {
    const over = this.lineCount > 0 && payOn !== this.days[this.index]?.payOn ? this.close() : null;
    if (payOn !== this.days[this.index]?.payOn) throw unlike();
    this.lineCount += 1;
    this.totalPence += amountPence;
    return over;
  }

  /** The last day. Throws DomainError `conflict` when it does not add up, or when days are left without a line. */
  finish(): DayTotals {
    const last = this.close();
    if (this.index !== this.days.length) throw unlike();
    return last;
  }

  private close(): DayTotals {
    const day = this.days[this.index];
    if (day?.lineCount !== this.lineCount || day.totalPence !== this.totalPence) throw unlike(day, this.totalPence);
    this.index += 1;
    this.lineCount = 0;
    this.totalPence = 0;
    return day;
  }
}

/** What a run comes to over all its days. */
export function totalsOf({ days }: Pick<RunFacts, 'days'>): Pick<DayTotals, 'lineCount' | 'totalPence'> {
  return {
    lineCount: days.reduce((sum, day) => sum + day.lineCount, 0),
    totalPence: days.reduce((sum, day) => sum + day.totalPence, 0),
  };
}

function unlike(day?: DayTotals, writtenPence?: number): DomainError {
  const sums =
    day === undefined || writtenPence === undefined
      ? ''
      : ` For ${day.payOn} they come to ${pounds(writtenPence)}, and the run to ${pounds(day.totalPence)}.`;
  return new DomainError('conflict', `The lines do not add up to the run, so no file was made.${sums}`);
}
