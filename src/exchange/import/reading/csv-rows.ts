import { CsvError, type Info, Parser } from 'csv-parse';
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

/** The rows of UTF-8 text. Throws UnreadableRest at a quote that is never closed. */
export async function* csvRows(chunks: AsyncIterable<Buffer>, separator: Separator): AsyncGenerator<CsvRow[]> {
  const rows: CsvRow[] = [];
  const raw = new RawText();
  const parser = new RowParser(separator, (cells, info) => rows.push(rowOf(cells, info, raw)));
  try {
    yield* parsed(chunks, parser, rows, raw);
  } finally {
    parser.destroy();
  }
}

async function* parsed(chunks: AsyncIterable<Buffer>, parser: Parser, rows: CsvRow[], raw: RawText) {
  for await (const chunk of chunks) {
    raw.add(chunk);
    await new Promise<void>((resolve) => parser.write(chunk, () => resolve()));
    while (rows.length >= ROWS_A_BATCH) yield rows.splice(0, ROWS_A_BATCH);
    if (parser.errored) break;
  }
  await ended(parser);
  while (rows.length > 0) yield rows.splice(0, ROWS_A_BATCH);
  if (parser.errored) throw failureOf(parser.errored, parser, raw.rest());
}

/**
 * Hands each row on as it is parsed. Through the stream's buffer, an error would throw away the rows that wait before it;
 * through `on_record`, a copy of the parser's state for each row would cost a third of the time.
 */
class RowParser extends Parser {
  constructor(
    delimiter: Separator,
    private readonly onRow: (cells: string[], info: Info) => void,
  ) {
    super({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      ltrim: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: CHARACTERS_A_ROW,
    });
    // its error is asked for after each write
    this.on('error', () => undefined).resume();
  }

  override push(cells: string[] | null): boolean {
    if (cells === null) return super.push(null);
    this.onRow(cells, this.info);
    return true;
  }
}

/** The row that was parsed last, as it stands in the file: the parser's own record of it is slow. */
class RawText {
  private bytes = Buffer.alloc(0);
  /** Of the first of the bytes, from the start of the text; likewise the row's ends. */
  private offset = 0;
  private rowStart = 0;
  private rowEnd = 0;

  add(chunk: Buffer): void {
    this.bytes = Buffer.concat([this.bytes.subarray(this.rowEnd - this.offset), chunk]);
    this.offset = this.rowEnd;
  }

  /** The next row ends here. */
  moveTo(end: number): void {
    this.rowStart = this.rowEnd;
    this.rowEnd = end;
  }

  row(): string {
    return this.text(this.rowStart, this.rowEnd);
  }

  /** What comes after the row, as far as it is known. */
  rest(): string {
    return this.text(this.rowEnd, this.offset + this.bytes.length);
  }

  private text(start: number, end: number): string {
    return this.bytes.toString('utf8', start - this.offset, end - this.offset).trim();
  }
}

function ended(parser: Parser): Promise<void> {
  if (parser.closed) return Promise.resolve();
  return new Promise((resolve) => {
    parser.once('close', resolve);
    if (!parser.errored) parser.end();
  });
}

function failureOf(failure: Error, { info }: Parser, rest: string): Error {
  if (!(failure instanceof CsvError)) return failure;
  const oneLine = failure.code === 'CSV_MAX_RECORD_SIZE' && !LINE_BREAK.test(rest);
  return new UnreadableRest(info.records + info.empty_lines + 1, rest, oneLine ? ENDLESS_LINE : OPEN_QUOTE);
}

const LINE_BREAK = /[\r\n]/;
const OPEN_QUOTE =
  'a quotation mark opens in this row and is never closed, so the rows after it could not be read; ' +
  'close it, or double a quotation mark that belongs to the text';
const ENDLESS_LINE =
  'the row is longer than 100 columns of 10,000 characters, so it and the rows after it could not be read; ' +
  'look for a line break that is missing';

function rowOf(cells: string[], { records, empty_lines: blank, bytes }: Info, raw: RawText): CsvRow {
  const row = records + blank;
  raw.moveTo(bytes);
  for (let position = 0; position < cells.length; position += 1) {
    const closed = closedCell(cells[position] ?? '', raw);
    if (closed === null) return { row, cells: [raw.row()], quoteLeftOpen: true };
    cells[position] = closed;
  }
  return { row, cells, quoteLeftOpen: false };
}

/**
 * A cell that starts with a quote is text that was quoted well, or the parser met something after the closing quote and
 * passed the cell on with its quotes. Then spaces are dropped; other text is kept, unless it stands lines below (null):
 * the quote that seemed to close the cell most likely opened one of a later row.
 */
function closedCell(cell: string, raw: RawText): string | null {
  if (!cell.startsWith('"') || raw.row().includes(quoted(cell))) return cell;
  const inner = /^"([^]*)"\s+$/.exec(cell)?.[1];
  if (inner !== undefined && raw.row().includes(quoted(inner))) return inner;
  return LINE_BREAK.test(cell) ? null : cell;
}

/** A text as a cell in quotes. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
