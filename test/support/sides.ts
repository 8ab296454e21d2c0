import { Client } from 'pg';
import type { QueryResult } from 'pg';
import { ENTER } from '../../src/platform/database/tx';
import type { Side } from '../../src/platform';

/** Who looks at the database: a side and a tenant, and a person where restricted records are concerned. */
export interface Looker {
  side?: Side;
  tenant?: string;
  user?: string;
}

/** What PostgreSQL said no with, as far as the caller can see it. */
export interface Refusal {
  code: string;
  constraint: string | undefined;
  message: string;
  detail: string | undefined;
}

/** The server's login with none of the server's own checks: what is left is the second wall. */
export class BareConnection {
  private constructor(private readonly client: Client) {}

  static async to(appUrl: string): Promise<BareConnection> {
    const client = new Client({ connectionString: appUrl });
    await client.connect();
    return new BareConnection(client);
  }

  /** One statement in a transaction that is rolled back, so that no attempt changes what the next one finds. */
  async run(looker: Looker, sql: string, values: unknown[] = []): Promise<QueryResult<Record<string, unknown>>> {
    await this.client.query('begin');
    try {
      if (looker.side !== undefined) {
        await this.client.query(ENTER, [`accord_${looker.side}`, looker.tenant ?? '', looker.user ?? '']);
      }
      return await this.client.query<Record<string, unknown>>(sql, values);
    } finally {
      await this.client.query('rollback');
    }
  }

  /** How many rows a statement touched; "refused" when the side may not do such a thing at all. */
  async touched(looker: Looker, sql: string, values: unknown[] = []): Promise<number | 'refused'> {
    const outcome = await this.outcome(looker, sql, values);
    if ('rowCount' in outcome) return outcome.rowCount ?? 0;
    if (outcome.code !== '42501') throw new Error(`${outcome.code} ${outcome.message}`);
    return 'refused';
  }

  async refusal(looker: Looker, sql: string, values: unknown[] = []): Promise<Refusal | null> {
    const outcome = await this.outcome(looker, sql, values);
    return 'rowCount' in outcome ? null : outcome;
  }

  private async outcome(looker: Looker, sql: string, values: unknown[]): Promise<QueryResult | Refusal> {
    try {
      return await this.run(looker, sql, values);
    } catch (error) {
      const { code, constraint, message, detail } = error as Refusal;
      return { code, constraint, message, detail };
    }
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
