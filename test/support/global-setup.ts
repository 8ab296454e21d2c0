import { mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../src/platform/database/migrate';
import { startEmbeddedServer } from '../../src/platform/database/embedded';
import type { EmbeddedServer } from '../../src/platform/database/embedded';

declare global {
  // Handed from set-up to tear-down, which Jest runs in the same process.
  var testServer: EmbeddedServer | undefined;
}

/** One PostgreSQL for the run, and one migrated database that every test file copies. */
export default async function globalSetup(): Promise<void> {
  const dataDir = await mkdtemp(join(await quickestFolder(), 'accord-test-'));
  const server = await startEmbeddedServer({ dataDir, projectDir: resolve(__dirname, '../..'), durable: false });
  globalThis.testServer = server;
  process.env.TEST_APP_URL = server.appUrl;
  process.env.TEST_OWNER_URL = server.ownerUrl;
  process.env.TEST_ADMIN_URL = server.adminUrl;
  await migrate(server.ownerUrl);
  const admin = new Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query('create database accord_template template accord owner accord_owner');
  await admin.end();
}

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 2 ** 30;

/** A copy of a database is a thousand files: five times as quick where memory is a file system with room enough. */
async function quickestFolder(): Promise<string> {
  try {
    const { bavail, bsize } = await statfs(MEMORY);
    return bavail * bsize >= ENOUGH_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}
