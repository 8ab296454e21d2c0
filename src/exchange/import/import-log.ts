import { reasonOf } from './reading';
import type { FileFacts, ImportFileKind, ImportProblem } from './reading';

/** In the audit row of each change that a file made. */
export const CAUSE = 'import';

/** What an import did, or would do: the shape of `import --json` and of the API's answer. */
export interface ImportReport {
  files: FileFacts[];
  errors: ImportProblem[];
  warnings: string[];
  /** Rows that made something new. */
  created: number;
  /** Rows that changed something already there. */
  updated: number;
  /** Rows that say what is already there. */
  unchanged: number;
  /** Rows that repeat an earlier row of the same file. */
  skipped: number;
}

export type Outcome = 'created' | 'updated' | 'unchanged' | 'skipped';

/** A row that was not taken, for the file to mend. */
export interface RowToMend {
  row: number;
  cells: readonly string[];
  reasons: string[];
}

/** Collects what is said about rows while an import runs. */
export class ImportLog {
  readonly files: FileFacts[] = [];
  readonly errors: ImportProblem[] = [];
  readonly toMend: Record<ImportFileKind, RowToMend[]> = { contracts: [], payments: [], contacts: [] };
  private readonly counts: Record<Outcome, number> = { created: 0, updated: 0, unchanged: 0, skipped: 0 };
  private readonly warnings = new Set<string>();
  private readonly tallies = new Map<string, number>();

  constructor(private readonly keepRowsToMend: boolean) {}

  count(outcome: Outcome, rows = 1): void {
    this.counts[outcome] += rows;
  }

  warn(sentence: string): void {
    this.warnings.add(sentence);
  }

  /** A warning said once, with how many rows it is about; `{n}` stands for the number. */
  tally(sentence: string): void {
    this.tallies.set(sentence, (this.tallies.get(sentence) ?? 0) + 1);
  }

  /** A row is refused, for each of its problems. */
  refuse(
    kind: ImportFileKind,
    row: { row: number; cells: readonly string[] },
    problems: readonly ImportProblem[],
  ): void {
    for (const problem of problems) this.errors.push(problem);
    this.setAside(kind, row, problems.map(reasonOf));
  }

  /** A row that waits for another one to be mended: no error of its own, but not taken either. */
  setAside(kind: ImportFileKind, { row, cells }: { row: number; cells: readonly string[] }, reasons: string[]): void {
    if (this.keepRowsToMend) this.toMend[kind].push({ row, cells, reasons });
  }

  get changes(): number {
    return this.counts.created + this.counts.updated;
  }

  report(): ImportReport {
    const order = new Map(this.files.map(({ file }, index) => [file, index]));
    const place = ({ file, row }: ImportProblem): [number, number] => [order.get(file) ?? order.size, row];
    const errors = [...this.errors].sort((a, b) => compare(place(a), place(b)));
    const tallied = [...this.tallies].map(([sentence, n]) => sentence.replace('{n}', String(n)));
    return { files: this.files, errors, warnings: [...this.warnings, ...tallied], ...this.counts };
  }
}

function compare([fileA, rowA]: [number, number], [fileB, rowB]: [number, number]): number {
  return fileA - fileB || rowA - rowB;
}
