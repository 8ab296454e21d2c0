import type { TestDatabase } from './test-database';

/** A node of a plan as `explain (analyze, format json)` tells it. */
export interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  /** On average over the loops. */
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** A page and the row that tells of the next one, from two branches that are merged, and room for what is joined. */
const MOST_SORTED = 250;
/** Far less than a tenant has of anything large here. */
const MOST_READ = 5_000;

/** Tables with so many rows that reading one whole would be noticed. */
export async function largeTables(db: TestDatabase): Promise<string[]> {
  const rows = await db.rows<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
     and reltuples >= $1 order by relname`,
    [MOST_READ],
  );
  return rows.map(({ name }) => name);
}

interface Asked {
  /** A total, which goes through all that it counts. */
  counts: boolean;
  mostSorted?: number | undefined;
}

/** What is wrong with a plan: a large table read whole, or more sorted or read than a page needs. */
export function faults(plan: PlanNode, large: readonly string[], asked: Asked): string[] {
  const below = (plan.Plans ?? []).flatMap((child) => faults(child, large, asked));
  const table = plan['Relation Name'];
  const own = table === undefined || !large.includes(table) ? sorted(plan, asked) : scanned(plan, table, asked);
  return [...below, ...own];
}

function scanned(plan: PlanNode, table: string, { counts }: Asked): string[] {
  if (plan['Node Type'] === 'Seq Scan') return [`reads ${table} whole`];
  const read = (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
  return counts || read <= MOST_READ ? [] : [`reads ${String(Math.round(read))} rows of ${table}`];
}

function sorted(plan: PlanNode, { counts, mostSorted = MOST_SORTED }: Asked): string[] {
  const rows = Math.max(0, ...(plan.Plans ?? []).map((child) => child['Actual Rows']));
  return !counts && plan['Node Type'] === 'Sort' && rows > mostSorted ? [`sorts ${String(Math.round(rows))} rows`] : [];
}
