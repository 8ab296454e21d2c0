import { join, resolve } from 'node:path';
import { keptMasterKey, startEmbeddedServer } from '../platform';
import { appDataSource, checkBeforeServing, Database, migrate, newestMigration, StartRefusedError } from '../platform';
import type { Settings } from '../platform';

/** The project's folder: this file is built into dist/command-line. */
const PROJECT_DIR = resolve(__dirname, '../..');

export interface OpenDatabase {
  database: Database;
  /** Where the embedded database keeps its data; null for a server of the operator's own. */
  dataDir: string | null;
  /** The settings, with the master key and the outbox of the data folder where they name none. */
  settings: Settings;
  close: () => Promise<void>;
  /** Stops the database that was started here, without waiting for what is under way: that is undone. */
  abandon: () => Promise<void>;
}

/**
 * The database of the settings, at this release: the embedded one is started (or found running) and migrated here; a
 * server of the operator's own is only checked.
 * Throws EmbeddedServerError, StartRefusedError, or the driver's error when it cannot be reached.
 */
export async function openDatabase(settings: Settings): Promise<OpenDatabase> {
  if (settings.databaseUrl !== null) return connect(settings.databaseUrl, null, settings, () => Promise.resolve());
  const server = await startEmbeddedServer({ dataDir: settings.dataDir ?? '', projectDir: PROJECT_DIR });
  try {
    await migrate(server.ownerUrl);
    const masterKey = settings.masterKey ?? (await keptMasterKey(server.dataDir));
    const { dataDir } = server;
    const mailFolder = settings.mailFolder ?? join(dataDir, 'outbox');
    const own = { ...settings, masterKey, dataDir, mailFolder };
    return await connect(server.appUrl, dataDir, own, () => server.stop());
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function connect(
  url: string,
  dataDir: string | null,
  settings: Settings,
  stop: () => Promise<void>,
): Promise<OpenDatabase> {
  const dataSource = await appDataSource(url).initialize();
  const database = new Database(dataSource);
  try {
    await checkBeforeServing(database, newestMigration());
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return {
    database,
    dataDir,
    settings,
    close: async () => {
      await dataSource.destroy();
      await stop();
    },
    abandon: stop,
  };
}

/** Brings the database of the settings to this release. Returns what was applied. */
export async function migrateDatabase(settings: Settings): Promise<string[]> {
  if (settings.databaseUrl === null && settings.databaseOwnerUrl === null) {
    const server = await startEmbeddedServer({ dataDir: settings.dataDir ?? '', projectDir: PROJECT_DIR });
    try {
      return await migrate(server.ownerUrl);
    } finally {
      await server.stop();
    }
  }
  if (settings.databaseOwnerUrl === null) {
    throw new StartRefusedError('Set DATABASE_OWNER_URL to the login that owns the tables: migrating needs it.');
  }
  return migrate(settings.databaseOwnerUrl);
}
