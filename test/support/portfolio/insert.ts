import type { TestDatabase } from '../test-database';

export type Row = Record<string, unknown>;

/** A health body and a group. */
export type Pair = [healthBodyId: string, groupId: string];

/**
 * One statement a row, in order: rows may leave out columns that others of the table have. A table that a half-migrated
 * database does not have yet is left out.
 */
export async function insert(db: TestDatabase, table: string, rows: readonly Row[]): Promise<void> {
  const [found] = await db.rows('select 1 where to_regclass($1) is not null', [table]);
  if (found === undefined) return;
  for (const row of rows) {
    const columns = Object.keys(row);
    const marks = columns.map((_, index) => `$${String(index + 1)}`);
    await db.rows(`insert into ${table} (${columns.join(', ')}) values (${marks.join(', ')})`, Object.values(row));
  }
}
