import { decodeStream } from 'iconv-lite';
import { parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { DomainError } from '../../shared/domain-error';
import { UnreadableEntry } from './entry';
import type { EntryFacts } from './entry';
import { CsvMapping } from './mapping.rules';
import type { MappingFacts } from './mapping.rules';

const BATCH = 500;
/** More than the longest row of any bank. */
const LONGEST_ROW = 100_000;

/**
 * The movements in a CSV file, a batch at a time. Throws DomainError `invalid`, naming the row that cannot be read: a file
 * is read whole or not at all.
 */
export async function* csvStatement(
  chunks: AsyncIterable<Buffer>,
  facts: MappingFacts,
  { encoding, separator }: Written,
): AsyncGenerator<EntryFacts[]> {
  const options = { delimiter: separator, bom: true, relax_column_count: true, info: true } as const;
  const rows = Readable.from(chunks)
    .pipe(decodeStream(encoding))
    .pipe(parse({ ...options, max_record_size: LONGEST_ROW })) as AsyncIterable<Row>;
  const reader = new RowReader(facts);
  for await (const row of sound(rows)) if (reader.take(row) >= BATCH) yield reader.found.splice(0);
  yield reader.found.splice(0);
}

async function* sound(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  try {
    yield* rows;
  } catch (error) {
    throw refused(`The file is not sound CSV: ${(error as Error).message}`);
  }
}

interface Row {
  record: string[];
  info: { lines: number };
}

class RowReader {
  readonly found: EntryFacts[] = [];
  private mapping: CsvMapping | null = null;

  constructor(private readonly facts: MappingFacts) {}

  /** Answers how many movements wait to be taken. */
  take({ record, info: { lines } }: Row): number {
    try {
      if (record.some((cell) => cell.trim() !== '')) this.read(record);
      return this.found.length;
    } catch (error) {
      if (error instanceof UnreadableEntry) throw refused(`Line ${String(lines)}: ${error.message}.`);
      throw error;
    }
  }

  private read(record: string[]): void {
    if (this.mapping === null) {
      this.mapping = new CsvMapping(this.facts, record);
      return;
    }
    const entry = this.mapping.read(record);
    if (entry !== null) this.found.push(entry);
  }
}

/** How a file is written, as its first bytes show. */
export interface Written {
  encoding: 'utf8' | 'win1252';
  separator: ',' | ';' | '\t' | '|';
}

/** The separator that stands most often in the header line; the encoding by whether it can be UTF-8. */
export function writtenAs(head: Buffer): Written {
  const text = head.toString('latin1');
  const [header = ''] = text.split(/\r?\n/);
  const count = (sign: string) => header.split(sign).length;
  const separators = [',', ';', '\t', '|'] as const;
  const separator = separators.reduce<Written['separator']>(
    (most, sign) => (count(sign) > count(most) ? sign : most),
    ',',
  );
  // The last letter may be cut off where the look ends.
  const isUtf8 = !head.toString('utf8').slice(0, -1).includes('\ufffd');
  return { encoding: isUtf8 ? 'utf8' : 'win1252', separator };
}

function refused(detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: '/file', detail }]);
}
