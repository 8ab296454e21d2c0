import { tenantTables } from './catalog';
import type { TestDatabase } from './test-database';

/** Every table with a tenant, as text without the group's id: what no leaving may touch. */
export async function rowsOf(
  db: TestDatabase,
  where: (columns: readonly string[]) => string | null,
): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { table, columns } of await tenantTables(db)) {
    const condition = where(columns);
    if (condition === null) continue;
    const rows = await db.rows<{ row: string }>(
      `select (to_jsonb(t) - 'group_id' - 'version')::text as row from ${table} t where ${condition} order by 1`,
    );
    found[table] = rows.map(({ row }) => row);
  }
  return found;
}

/** Rows of every organisation but the group and what its payers share with it. */
export const rowsBeside = (db: TestDatabase, ids: readonly string[]) =>
  rowsOf(db, (columns) => {
    const list = ids.map((id) => `'${id}'`).join(', ');
    const tenants = ['group_id', 'organisation_id'].filter((name) => columns.includes(name));
    if (columns.includes('listed_by')) return `id not in (${list})`;
    return tenants.map((name) => `${name} is null or ${name} not in (${list})`).join(' and ') || 'true';
  });

/** Tables of the whole database with a row that holds one of the words, in whatever column and type. */
export async function tablesNaming(db: TestDatabase, words: readonly string[]): Promise<string[]> {
  const tables = await db.rows<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  const naming: string[] = [];
  for (const { name } of tables) {
    const [row] = await db.rows<{ there: boolean }>(
      `select exists (select 1 from ${name} t where lower(t::text) like any ($1)) as there`,
      [words.map((word) => `%${word.toLowerCase()}%`)],
    );
    if (row?.there === true) naming.push(name);
  }
  return naming;
}
