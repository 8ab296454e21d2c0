import { CsvError, type InfoRecord, type Parser, parse } from 'csv-parse';
import type { Separator } from './header.rules';

/** One row of a CSV file. */
export interface CsvRow {
  /** As a spreadsheet numbers it: blank lines count, a line break inside a cell does not. */
  row: number;
  cells: readonly string[];
  /** A quoted cell ran over several lines into other text: a quote is missing, and the only cell is the raw text. */
  quoteLeftOpen: boolean;
}

/** From this row on the file could not be read. Thrown after the last row that could. */
export class UnreadableRest extends Error {
  constructor(
    readonly row: number,
    readonly opening: string,
    message: string,
  ) {
    super(message);
    this.name = 'UnreadableRest';
  }
}

const ROWS_A_BATCH = 2_000;

/** Just above 100 columns of 10,000 characters that may take two code units each. */
const CHARACTERS_A_ROW = 2_100_000;

/** Throws UnreadableRest at a quote that is never closed. */
export async function* csvRows(chunks: AsyncIterable<Buffer | string>, separator: Separator): AsyncGenerator<CsvRow[]> {
  const rows: CsvRow[] = [];
  // Rows are taken as they are parsed: through the stream, an error would throw away those that wait before it.
  const parser = parserOf(separator, (row) => rows.push(row));
  try {
    yield* parsed(chunks, parser, rows);
  } finally {
    parser.destroy();
  }
}

async function* parsed(chunks: AsyncIterable<Buffer | string>, parser: Parser, rows: CsvRow[]) {
  for await (const chunk of chunks) {
    await new Promise<void>((resolve) => parser.write(chunk, () => resolve()));
    while (rows.length >= ROWS_A_BATCH) yield rows.splice(0, ROWS_A_BATCH);
    if (parser.errored) break;
  }
  await ended(parser);
  while (rows.length > 0) yield rows.splice(0, ROWS_A_BATCH);
  if (parser.errored) throw failureOf(parser.errored, parser);
}

function parserOf(delimiter: Separator, onRow: (row: CsvRow) => void): Parser {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    ltrim: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: CHARACTERS_A_ROW,
    raw: true,
    on_record: (cells: string[], info) => {
      onRow(rowOf(cells, info));
      return null;
    },
  });
  // its error is asked for after each write
  return parser.on('error', () => undefined).resume();
}

function ended(parser: Parser): Promise<void> {
  if (parser.closed) return Promise.resolve();
  return new Promise((resolve) => {
    parser.once('close', resolve);
    if (!parser.errored) parser.end();
  });
}

function failureOf(failure: Error, { info }: Parser): Error {
  if (!(failure instanceof CsvError)) return failure;
  const raw = typeof failure.raw === 'string' ? failure.raw : '';
  const oneLine = failure.code === 'CSV_MAX_RECORD_SIZE' && !LINE_BREAK.test(raw);
  return new UnreadableRest(info.records + info.empty_lines + 1, raw, oneLine ? ENDLESS_LINE : OPEN_QUOTE);
}

const LINE_BREAK = /[\r\n]/;
const OPEN_QUOTE =
  'a quotation mark opens in this row and is never closed, so the rows after it could not be read; ' +
  'close it, or double a quotation mark that belongs to the text';
const ENDLESS_LINE =
  'the row is longer than 100 columns of 10,000 characters, so it and the rows after it could not be read; ' +
  'look for a line break that is missing';

function rowOf(cells: string[], { records, empty_lines: blank, raw = '' }: InfoRecord): CsvRow {
  const row = records + blank;
  for (const [position, cell] of cells.entries()) {
    const closed = cell.startsWith('"') ? closedCell(cell, raw) : cell;
    if (closed === null) return { row, cells: [raw.trimEnd()], quoteLeftOpen: true };
    cells[position] = closed;
  }
  return { row, cells, quoteLeftOpen: false };
}

/**
 * A cell that starts with a quote is text that was quoted well, or the parser met something after the closing quote and
 * passed the cell on with its quotes. Then spaces are dropped; other text is kept, unless it stands lines below (null):
 * the quote that seemed to close the cell most likely opened one of a later row.
 */
function closedCell(cell: string, raw: string): string | null {
  if (raw.includes(quoted(cell))) return cell;
  const inner = /^"([^]*)"\s+$/.exec(cell)?.[1];
  if (inner !== undefined && raw.includes(quoted(inner))) return inner;
  return LINE_BREAK.test(cell) ? null : cell;
}

/** A text as a cell in quotes. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
