import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

export interface TestDatabase {
  appUrl: string;
  ownerUrl: string;
  adminUrl: string;
  /** Rows as the owner sees them, past every wall. */
  rows<Row = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** As it was when it was made, under an application that goes on: its next query opens a connection anew. */
  renew(): Promise<void>;
  /** Closes what is open here and leaves the database as it is. */
  leave(): Promise<void>;
  drop(): Promise<void>;
}

/** A database of the test file's own, copied from the migrated one. */
export async function makeTestDatabase(template = 'accord_template'): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new Client({ connectionString: address('TEST_ADMIN_URL') });
  await admin.connect();
  const ownerUrl = address('TEST_OWNER_URL', name);
  let owner = await copied(admin, template, name);
  return {
    appUrl: address('TEST_APP_URL', name),
    ownerUrl,
    adminUrl: address('TEST_ADMIN_URL', name),
    rows: async <Row>(sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows as Row[],
    renew: async () => {
      await owner.end();
      await admin.query(`drop database ${name} with (force)`);
      owner = await copied(admin, template, name);
    },
    leave: async () => {
      await owner.end();
      await admin.end();
    },
    drop: async () => {
      await owner.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

/** Answers a connection to the copy, as its owner. */
async function copied(admin: Client, template: string, name: string): Promise<Client> {
  // Two copies of one template at once refuse each other, and several workers start together.
  await admin.query('select pg_advisory_lock(1)');
  await admin.query(`create database ${name} template ${template} owner accord_owner`);
  await admin.query('select pg_advisory_unlock(1)');
  const owner = new Client({ connectionString: address('TEST_OWNER_URL', name) });
  await owner.connect();
  return owner;
}

/** What many files begin with is written by the first of them; all copy it. Answers the name of the template. */
export async function templateOf(name: string, write: (db: TestDatabase) => Promise<unknown>): Promise<string> {
  const admin = new Client({ connectionString: address('TEST_ADMIN_URL') });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock(2)');
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      const db = await makeTestDatabase();
      await write(db);
      await db.leave();
      const made = new URL(db.ownerUrl).pathname.slice(1);
      await admin.query(`alter database ${made} rename to ${name}`);
    }
  } finally {
    await admin.end();
  }
  return name;
}

function address(variable: string, database?: string): string {
  const url = new URL(process.env[variable] ?? '');
  if (database !== undefined) url.pathname = `/${database}`;
  return url.toString();
}
