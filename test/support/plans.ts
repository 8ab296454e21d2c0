import { Client, escapeLiteral } from 'pg';
import { ENTER } from '../../src/platform/database/tx';
import type { Side } from '../../src/platform';
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

export interface Reader {
  side: Side;
  tenant: string;
}

/** Explains statements as the server's reads run them: behind the walls, by the one plan that serves all values. */
export class Explainer {
  private constructor(private readonly client: Client) {}

  static async to(appUrl: string): Promise<Explainer> {
    const client = new Client({ connectionString: appUrl });
    await client.connect();
    return new Explainer(client);
  }

  async plan({ side, tenant }: Reader, text: string, values: readonly unknown[]): Promise<PlanNode> {
    await this.client.query('begin');
    try {
      await this.client.query(ENTER, [`accord_${side}`, tenant, '']);
      await this.client.query('set local plan_cache_mode = force_generic_plan');
      await this.client.query(`prepare asked as ${text}`);
      const list = values.length === 0 ? '' : `(${values.map(literal).join(', ')})`;
      const explain = `explain (analyze, timing off, format json) execute asked${list}`;
      const { rows } = await this.client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(explain);
      const [found] = rows;
      if (found === undefined) throw new Error('PostgreSQL explained nothing.');
      return found['QUERY PLAN'][0].Plan;
    } finally {
      await this.client.query('rollback');
      await this.client.query('deallocate all');
    }
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

/** Takes the type of its parameter. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return escapeLiteral(`{${value.join(',')}}`);
  if (value instanceof Date) return escapeLiteral(value.toISOString());
  if (typeof value === 'string') return escapeLiteral(value);
  if (typeof value === 'number' || typeof value === 'boolean') return escapeLiteral(String(value));
  throw new Error('A list asks with a value that is no text, number, day or yes or no.');
}
