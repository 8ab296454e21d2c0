import { createHash } from 'node:crypto';
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
    // Prepared once a connection where it is asked again and again: a token is looked up in every request.
    const { rows } = await this.pool.query(values.length > 0 ? { name: nameOf(sql), text: sql, values } : sql);
    return rows as Row[];
  }
}

const names = new Map<string, Map<string, string>>();

/** A name for a statement by its text, in the 63 characters that PostgreSQL keeps of one. */
export function nameOf(text: string, prefix = ''): string {
  // By the text as it is: to put the prefix before it would copy and hash thousands of characters at each read.
  const withPrefix = names.get(prefix) ?? new Map<string, string>();
  names.set(prefix, withPrefix);
  let name = withPrefix.get(text);
  if (name === undefined) {
    name = `${prefix}${createHash('sha256').update(text).digest('base64url')}`;
    withPrefix.set(text, name);
  }
  return name;
}
