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
  const rows = Readable.from(chunks)
    .pipe(decodeStream(encoding))
    .pipe(
      parse({ delimiter: separator, bom: true, relax_column_count: true, info: true, max_record_size: LONGEST_ROW }),
    );
  let mapping: CsvMapping | null = null;
  let found: EntryFacts[] = [];
  try {
    for await (const { record, info } of rows as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const line = info.lines;
      if (mapping === null) mapping = judged(line, () => new CsvMapping(facts, record));
      else {
        const current = mapping;
        const entry = record.every((cell) => cell.trim() === '') ? null : judged(line, () => current.read(record));
        if (entry !== null) found.push(entry);
      }
      if (found.length >= BATCH) yield found.splice(0);
    }
  } catch (error) {
    throw error instanceof DomainError
      ? error
      : refused(`The file is not sound CSV: ${String((error as Error).message)}`);
  }
  yield found.splice(0);
  found = [];
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
  const separator = separators.reduce(
    (most, sign) => (count(sign) > count(most) ? sign : most),
    ',' as Written['separator'],
  );
  // The last letter may be cut off where the look ends.
  const isUtf8 = !head.toString('utf8').slice(0, -1).includes('\ufffd');
  return { encoding: isUtf8 ? 'utf8' : 'win1252', separator };
}

function judged<T>(line: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableEntry) throw refused(`Line ${String(line)}: ${error.message}.`);
    throw error;
  }
}

function refused(detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: '/file', detail }]);
}
