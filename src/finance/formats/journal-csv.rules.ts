import type { CalendarDate } from '../../shared/calendar-date';
import { DomainError } from '../../shared/domain-error';
import { headerOf } from './ap-csv.rules';
import { csvLine } from './csv-cell.rules';
import { amountIn, dateIn } from './export-template.rules';
import type { ExportTemplate, JournalSource } from './export-template.rules';
import { LineProblems, Tally } from './run-checks.rules';
import type { LineFacts, RunFacts } from './run-facts';

/** A line of a journal: one side of it has an amount, the other has none. */
interface Entry {
  number: number;
  on: CalendarDate;
  costCentre: string;
  accountCode: string;
  analysisCode: string;
  side: 'debit' | 'credit';
  pence: number;
  description: string;
}

/** What is charged to one coding. */
interface Charge {
  costCentre: string;
  accountCode: string;
  analysisCode: string;
  pence: number;
  payments: number;
}

const CELLS: Readonly<Record<JournalSource, (entry: Entry, template: ExportTemplate, run: RunFacts) => string>> = {
  journalDate: ({ on }, { dateFormat }) => dateIn(dateFormat, on),
  costCentre: ({ costCentre }) => costCentre,
  accountCode: ({ accountCode }) => accountCode,
  analysisCode: ({ analysisCode }) => analysisCode,
  debit: ({ side, pence }, { amountFormat }) => (side === 'debit' ? amountIn(amountFormat, pence) : ''),
  credit: ({ side, pence }, { amountFormat }) => (side === 'credit' ? amountIn(amountFormat, pence) : ''),
  description: ({ description }) => description,
  runNumber: (_entry, _template, { number }) => String(number),
  lineNumber: ({ number }) => String(number),
  fileNumber: (_entry, _template, { sequence }) => String(sequence),
};

/**
 * The double entry of a run: each coding is debited with what is charged to it, and the control account is credited with
 * the whole, day by day. What is kept while the lines pass is a sum a coding. Throws as RunWriter says, names each line
 * without a cost centre or account, and DomainError `conflict` at once without a control account.
 */
export async function* journalCsv(
  run: RunFacts,
  template: ExportTemplate,
  lines: AsyncIterable<LineFacts>,
): AsyncGenerator<string, void> {
  const { control } = template;
  if (control === null) {
    throw new DomainError('conflict', 'A journal needs a control account: save a column set for journals with one.');
  }
  const problems = new LineProblems();
  const tally = new Tally(run.days);
  const journal = new Journal(run, template);
  if (template.headerLine) yield headerOf(template);
  for await (const line of lines) {
    const over = tally.count(line);
    if (over !== null) yield* journal.close(over.payOn);
    if (journal.charge(line)) continue;
    problems.add(line, 'it has no coding: a cost centre and an account code for this financial year.');
  }
  yield* journal.close(tally.finish().payOn);
  problems.refuse();
}

class Journal {
  private readonly charges = new Map<string, Charge>();
  private number = 0;

  constructor(
    private readonly run: RunFacts,
    private readonly template: ExportTemplate,
  ) {}

  /** False when the line says nothing of where it is charged. */
  charge({ costCentre, accountCode, analysisCode, amountPence }: LineFacts): boolean {
    if (!costCentre || !accountCode) return false;
    const coding = { costCentre, accountCode, analysisCode: analysisCode ?? '' };
    const key = JSON.stringify(coding);
    const { pence, payments } = this.charges.get(key) ?? { pence: 0, payments: 0 };
    this.charges.set(key, { ...coding, pence: pence + amountPence, payments: payments + 1 });
    return true;
  }

  *close(on: CalendarDate): Generator<string> {
    let total = 0;
    for (const key of [...this.charges.keys()].sort()) {
      const charge = this.charges.get(key);
      if (charge === undefined) continue;
      total += charge.pence;
      yield this.entry({ ...charge, on, side: 'debit', description: this.words(charge.payments) });
    }
    const payments = [...this.charges.values()].reduce((sum, charge) => sum + charge.payments, 0);
    this.charges.clear();
    if (payments > 0)
      yield this.entry({ ...this.control(), on, side: 'credit', pence: total, description: this.words(payments) });
  }

  private control(): Pick<Entry, 'costCentre' | 'accountCode' | 'analysisCode'> {
    const { control } = this.template;
    return {
      costCentre: control?.costCentre ?? '',
      accountCode: control?.accountCode ?? '',
      analysisCode: control?.analysisCode ?? '',
    };
  }

  private entry(entry: Omit<Entry, 'number'>): string {
    this.number += 1;
    const numbered = { ...entry, number: this.number };
    const cells = this.template.columns.map((column) => {
      if ('fixed' in column) return column.fixed;
      return CELLS[column.source as JournalSource](numbered, this.template, this.run);
    });
    return csvLine(cells, this.template);
  }

  private words(payments: number): string {
    const counted = payments === 1 ? '1 payment' : `${String(payments)} payments`;
    return `Payment run ${String(this.run.number)}, ${counted}`;
  }
}
