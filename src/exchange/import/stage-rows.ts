import type { ImportLog } from './import-log';
import type { BadRow, GoodRow, ImportFileKind } from './reading';
import { WAITS } from './reference-finder';
import type { ContractPointer, Found } from './reference-finder';

/** The rows whose cells can be read; the others are refused. */
export function goodRows<T>(
  kind: ImportFileKind,
  batch: readonly (GoodRow<T> | BadRow)[],
  log: ImportLog,
): GoodRow<T>[] {
  return batch.filter((row): row is GoodRow<T> => {
    if (!row.ok) log.refuse(kind, row, row.problems);
    return row.ok;
  });
}

/** A row whose contract was not found: refused, or set aside where its contract's own row was refused. */
export function refuseUnfound(
  kind: ImportFileKind,
  file: string,
  row: GoodRow<ContractPointer>,
  found: Exclude<Found, { kind: 'found' }>,
  log: ImportLog,
): void {
  if (found.kind === 'waits') {
    log.setAside(kind, row, [WAITS]);
    return;
  }
  const value = (found.column === 'Health body' ? row.data.healthBody : row.data.reference) ?? '';
  const { column, problem } = found;
  log.refuse(kind, row, [{ file, row: row.row, column, value: value.slice(0, 100), problem }]);
}
