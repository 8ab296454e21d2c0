import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { types } from 'pg';
import { DataSource } from 'typeorm';

// A `date` stays the text that PostgreSQL sends: a JavaScript Date would move it over a clock change.
types.setTypeParser(types.builtins.DATE, (text) => text);

const STATEMENT_TIMEOUT_MS = 30_000;

/** The server's one pool. It logs in as the application role, which by itself may read nothing. */
export function appDataSource(url: string, poolSize = 10): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [join(__dirname, `../../**/*.entity${__filename.slice(-3)}`)],
    installExtensions: false,
    applicationName: 'accord',
    poolSize,
    extra: {
      idleTimeoutMillis: 300_000,
      connectionTimeoutMillis: 5_000,
      statement_timeout: STATEMENT_TIMEOUT_MS,
    },
  });
}

/** For migrations only: the login that owns the tables. */
export function ownerDataSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [],
    migrations: [join(migrationsFolder(), `*${__filename.slice(-3)}`)],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    installExtensions: false,
    poolSize: 2,
  });
}

/** When the last migration of this release was written, in milliseconds: the number that its file name begins with. */
export function newestMigration(): number {
  const times = readdirSync(migrationsFolder()).map((name) => Number.parseInt(name, 10));
  return Math.max(...times.filter((time) => !Number.isNaN(time)));
}

/** Built: dist/migrations. From source, in tests: migrations. */
function migrationsFolder(): string {
  const built = join(__dirname, '../../migrations');
  return existsSync(built) && __filename.endsWith('.js') ? built : join(__dirname, '../../../migrations');
}
