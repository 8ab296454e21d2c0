import { cellText } from './cell-text.rules';
import { type ImportProblem, Mistake, type Reading, shown } from './problem.rules';

/** The cells of one row by column name. It gathers what is wrong with them, so that a row is judged whole. */
export class RowCells<C extends string> {
  problems: ImportProblem[] = [];
  warnings: string[] = [];

  constructor(
    private readonly file: string,
    private readonly positions: ReadonlyMap<string, number>,
    private readonly row: number,
    private readonly cells: readonly string[],
  ) {}

  /** What the cell says; null when it is empty or wrong, or the file has no such column. */
  optional<T>(column: C, read: Reading<T>): T | null {
    const text = cellText(this.cell(column));
    if (text === '') return null;
    const value = text instanceof Mistake ? text : read(text);
    if (!(value instanceof Mistake)) return value;
    this.refuse(column, value.says);
    return null;
  }

  /** The stand-in takes the place of a cell that is empty or wrong. It goes no further: such a row is refused. */
  required<T>(column: C, read: Reading<T>, standIn: T): T {
    const before = this.problems.length;
    const value = this.optional(column, read);
    if (value === null && this.problems.length === before) {
      this.refuse(column, `the cell is empty; “${column}” is needed in every row`);
    }
    return value ?? standIn;
  }

  /** A text to recognise the row by, if it can be read; judges nothing. */
  glimpse(column: C): string | undefined {
    const text = cellText(this.cell(column));
    return text instanceof Mistake || text === '' ? undefined : text;
  }

  refuse(column: C | null, says: string): void {
    const value = column === null ? '' : shown(this.cell(column));
    this.problems.push({ file: this.file, row: this.row, column, value, problem: says });
  }

  warn(column: C, says: string): void {
    this.warnings.push(`${this.file}, row ${String(this.row)}, ${column}: ${says}`);
  }

  private cell(column: string): string {
    const position = this.positions.get(column);
    return position === undefined ? '' : (this.cells[position] ?? '');
  }
}
