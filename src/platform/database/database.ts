import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';

/**
 * The server's connections, all logged in as the application role. Use cases go through TenantService or ReadsService;
 * `server` is for definer functions that are called before a tenant is known.
 */
export class Database {
  constructor(readonly dataSource: DataSource) {}

  get pool(): Pool {
    return (this.dataSource.driver as PostgresDriver).master as Pool;
  }

  /** A definer function that the application role may call, in a transaction of its own and without a tenant. */
  async server<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.pool.query(sql, values);
    return rows as Row[];
  }
}
