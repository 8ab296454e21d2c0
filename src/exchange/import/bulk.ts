import type { Tx } from '../../platform';

const ROWS_A_STATEMENT = 10_000;

/** A column and its type in PostgreSQL. */
export type BulkColumn = readonly [name: string, type: string];

/**
 * Inserts many rows in few statements: one array a column, unnested. The fixed columns have the same value in each row.
 * Returns the ids that were inserted when asked to leave out what is already there.
 */
export async function insertMany(
  tx: Tx,
  table: string,
  fixed: Record<string, string>,
  columns: readonly BulkColumn[],
  rows: readonly (readonly unknown[])[],
  tail = '',
): Promise<{ id: string }[]> {
  const fixedNames = Object.keys(fixed);
  const names = [...fixedNames, ...columns.map(([name]) => name)].join(', ');
  const constants = fixedNames.map((_, at) => `$${String(at + 1)}::uuid, `).join('');
  const arrays = columns.map(([, type], at) => `$${String(fixedNames.length + at + 1)}::${type}[]`).join(', ');
  const sql = `insert into ${table} (${names}) select ${constants}u.* from unnest(${arrays}) u ${tail}`;
  const returned: { id: string }[] = [];
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    const chunk = rows.slice(start, start + ROWS_A_STATEMENT);
    const values = columns.map((_, at) => chunk.map((row) => row[at]));
    for (const row of await tx.query<{ id: string }>(sql, [...Object.values(fixed), ...values])) returned.push(row);
  }
  return returned;
}

/** Updates many rows in one statement, or does nothing when there are none. The arrays come after the fixed values. */
export async function updateMany(
  tx: Tx,
  sql: string,
  fixed: readonly unknown[],
  arrays: readonly (readonly unknown[])[],
): Promise<void> {
  if ((arrays[0]?.length ?? 0) > 0) await tx.query(sql, [...fixed, ...arrays]);
}
