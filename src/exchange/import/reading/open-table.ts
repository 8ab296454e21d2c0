import { isBlank } from './cell-text.rules';
import type { ColumnOf, ImportFileKind } from './columns.rules';
import { type ContactRow, readContactRow } from './contact-row.rules';
import { type ContractRow, readContractRow } from './contract-row.rules';
import { type CsvRow, csvRows, UnreadableRest } from './csv-rows';
import { type Header, readHeader, type Separator, separatorOf } from './header.rules';
import { type PaymentRow, readPaymentRow } from './payment-row.rules';
import { type ImportProblem, Mistake, shown } from './problem.rules';
import { RowCells } from './row-cells.rules';
import { EMPTY, type Encoding, type ScannedFile, scanFile, textOf } from './scan-file';

export interface FileFacts {
  file: string;
  /** Rows of data read so far: neither the header nor empty lines. Final once all batches have been taken. */
  rows: number;
  encoding: Encoding;
  separator: Separator;
  /** Columns that are passed over, as the file spells them. */
  unknownColumns: string[];
}

export interface GoodRow<T> {
  ok: true;
  row: number;
  /** As they came. */
  cells: readonly string[];
  data: T;
  /** Whole sentences with file, row and column. */
  warnings?: string[];
}

export interface BadRow {
  ok: false;
  row: number;
  /** As they came. */
  cells: readonly string[];
  problems: ImportProblem[];
  /** Which contract the row is about, where it can be read. */
  reference?: string;
  healthBody?: string;
}

/** A file that was opened and whose header was read. */
export interface OpenedTable<T> {
  readonly facts: FileFacts;
  readonly header: readonly string[];
  /** What is wrong with the file or its header. Not empty: no rows will come. */
  readonly stopped: readonly ImportProblem[];
  readonly bytes: number;
  /** The rows in file order, up to 2,000 at a time; each call reads the file from its start. */
  batches(onBytes?: (read: number) => void): AsyncGenerator<(GoodRow<T> | BadRow)[]>;
  /** What a row has in a column, as it stands in the file and no longer than a report shows; empty without the column. */
  cell(cells: readonly string[], column: string): string;
  /** What ended the file early, such as a quote that is never closed. Complete once all batches have been taken. */
  tail(): readonly ImportProblem[];
}

/** Opens a contract register. Rejects with the system's error when there is no such file or it cannot be read. */
export function openContracts(path: string, file: string): Promise<OpenedTable<ContractRow>> {
  return openTable({ kind: 'contracts', path, file, read: readContractRow });
}

/** Opens a payments ledger. Rejects with the system's error when there is no such file or it cannot be read. */
export function openPayments(path: string, file: string): Promise<OpenedTable<PaymentRow>> {
  return openTable({ kind: 'payments', path, file, read: readPaymentRow });
}

/** Opens a contact log. Rejects with the system's error when there is no such file or it cannot be read. */
export function openContacts(path: string, file: string): Promise<OpenedTable<ContactRow>> {
  return openTable({ kind: 'contacts', path, file, read: readContactRow });
}

interface Source<K extends ImportFileKind, T> {
  kind: K;
  path: string;
  /** What the user calls the file. */
  file: string;
  read: (cells: RowCells<ColumnOf<K>>) => T;
}

async function openTable<K extends ImportFileKind, T>(source: Source<K, T>): Promise<OpenedTable<T>> {
  const { kind, path, file } = source;
  const scanned = await scanFile(path);
  if (scanned instanceof Mistake) return refusedTable(file, { row: 1, value: '', problem: scanned.says });
  const separator = separatorOf(kind, scanned.opening);
  try {
    const first = await firstRow(path, scanned, separator);
    if (!first) return refusedTable(file, { row: 1, value: '', problem: EMPTY.says });
    return new CsvTable(source, scanned, separator, first);
  } catch (error) {
    return refusedTable(file, restOf(error));
  }
}

function refusedTable<T>(file: string, what: Omit<ImportProblem, 'file' | 'column'>): OpenedTable<T> {
  return {
    facts: { file, rows: 0, encoding: 'utf-8', separator: ',', unknownColumns: [] },
    header: [],
    stopped: [{ file, column: null, ...what }],
    bytes: 0,
    batches: noRows,
    cell: () => '',
    tail: () => [],
  };
}

async function* noRows<T>(): AsyncGenerator<T[]> {
  yield* await Promise.resolve<T[][]>([]);
}

async function firstRow(path: string, scanned: ScannedFile, separator: Separator): Promise<CsvRow | null> {
  for await (const rows of csvRows(textOf(path, scanned, ignored), separator)) {
    const first = rows.find(isFilled);
    if (first) return first;
  }
  return null;
}

function ignored(): void {
  // nobody watches how far the search for the header is
}

/** A row of nothing but separators is an empty line. */
function isFilled({ cells }: CsvRow): boolean {
  return !cells.every(isBlank);
}

function restOf(error: unknown): Omit<ImportProblem, 'file' | 'column'> {
  if (!(error instanceof UnreadableRest)) throw error;
  return { row: error.row, value: shown(error.opening), problem: error.message };
}

class CsvTable<K extends ImportFileKind, T> implements OpenedTable<T> {
  readonly facts: FileFacts;
  readonly header: readonly string[];
  readonly stopped: readonly ImportProblem[];
  readonly bytes: number;
  private readonly headerRow: number;
  private readonly columns: Header;
  private rest: ImportProblem[] = [];

  constructor(
    private readonly source: Source<K, T>,
    private readonly scanned: ScannedFile,
    separator: Separator,
    first: CsvRow,
  ) {
    this.columns = readHeader(source.kind, source.file, first.row, first.cells);
    this.headerRow = first.row;
    this.header = first.cells;
    this.stopped = this.columns.problems;
    this.bytes = scanned.bytes;
    const { encoding } = scanned;
    this.facts = { file: source.file, rows: 0, encoding, separator, unknownColumns: this.columns.unknownColumns };
  }

  async *batches(onBytes: (read: number) => void = ignored): AsyncGenerator<(GoodRow<T> | BadRow)[]> {
    this.facts.rows = 0;
    this.rest = [];
    if (this.stopped.length > 0) return;
    try {
      for await (const rows of csvRows(textOf(this.source.path, this.scanned, onBytes), this.facts.separator)) {
        const batch = rows.filter((row) => row.row > this.headerRow && isFilled(row)).map((row) => this.judge(row));
        this.facts.rows += batch.length;
        yield batch;
      }
    } catch (error) {
      this.rest = [{ file: this.source.file, column: null, ...restOf(error) }];
    }
  }

  cell(cells: readonly string[], column: string): string {
    const position = this.columns.positions.get(column);
    return position === undefined ? '' : shown(cells[position] ?? '');
  }

  tail(): readonly ImportProblem[] {
    return this.rest;
  }

  private judge({ row, cells, quoteLeftOpen }: CsvRow): GoodRow<T> | BadRow {
    const { file, read } = this.source;
    const reader = new RowCells<ColumnOf<K>>(file, this.columns.positions, row, quoteLeftOpen ? [] : cells);
    const misshapen = quoteLeftOpen ? QUOTE_LEFT_OPEN : this.whyMisshapen(cells);
    if (misshapen !== null) {
      const value = shown(cells.join(this.facts.separator));
      return badRow(reader, row, cells, [{ file, row, column: null, value, problem: misshapen }]);
    }
    const data = read(reader);
    if (reader.problems.length > 0) return badRow(reader, row, cells, reader.problems);
    return reader.warnings.length > 0
      ? { ok: true, row, cells, data, warnings: reader.warnings }
      : { ok: true, row, cells, data };
  }

  private whyMisshapen(cells: readonly string[]): string | null {
    const expected = this.header.length;
    if (cells.length === expected) return null;
    const found = `the row has ${String(cells.length)} cells and the header has ${String(expected)}`;
    if (cells.some((cell) => /[\r\n]/.test(cell))) return `${found}; it runs over several lines: ${LOOK_FOR_QUOTE}`;
    return `${found}; look for a cell that is missing, or for a separator inside a cell that is not in quotes`;
  }
}

const LOOK_FOR_QUOTE = 'a quotation mark may have been left open; close it, or double one that belongs to the text';
const QUOTE_LEFT_OPEN = `a quoted cell runs over several lines and text follows where it closes: ${LOOK_FOR_QUOTE}`;

function badRow(
  reader: RowCells<'Contract reference' | 'Health body'>,
  row: number,
  cells: readonly string[],
  problems: ImportProblem[],
): BadRow {
  const reference = reader.glimpse('Contract reference');
  const healthBody = reader.glimpse('Health body');
  return {
    ok: false,
    row,
    cells,
    problems,
    ...(reference === undefined ? {} : { reference }),
    ...(healthBody === undefined ? {} : { healthBody }),
  };
}
