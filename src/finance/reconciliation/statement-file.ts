import type { PassingFile } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { camt053 } from './camt-053';
import { csvStatement, writtenAs } from './csv-statement';
import type { EntryFacts } from './entry';
import type { MappingFacts } from './mapping.rules';

export type StatementKind = 'camt_053' | 'csv';

const HEAD_BYTES = 65_536;

export interface StatementFile {
  kind: StatementKind;
  /** How many statements were found so far. */
  counted: { statements: number };
  entries: AsyncIterable<EntryFacts[]>;
}

/**
 * A file as the movements in it, read a piece at a time. XML is read as camt.053; anything else as CSV by a mapping. Throws
 * DomainError `invalid`, at once or while it is read, for what is neither.
 */
export async function openStatement(file: PassingFile, mapping: MappingFacts | null): Promise<StatementFile> {
  const head = await file.at(0, HEAD_BYTES);
  const counted = { statements: 0 };
  if (/^\s*</.test(head.toString('utf8').replace('\ufeff', ''))) {
    return { kind: 'camt_053', counted, entries: camt053(file.read(), counted) };
  }
  if (head.includes(0)) {
    throw refused('file', 'This is neither XML nor text: ask your bank for camt.053, or save the statement as CSV.');
  }
  if (mapping === null) {
    throw refused('mappingId', 'This is a CSV file: say with mappingId how its columns are to be read.');
  }
  counted.statements = 1;
  return { kind: 'csv', counted, entries: csvStatement(file.read(), mapping, writtenAs(head)) };
}

function refused(field: string, detail: string): DomainError {
  return new DomainError('invalid', detail, [{ pointer: `/${field}`, detail }]);
}
