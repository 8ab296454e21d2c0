import { join, resolve } from 'node:path';
import { installedPackage, runnablePrograms } from './binaries';
import { ensureCluster, SUPERUSER, type ClusterOptions } from './cluster';
import { dataFolderPath, prepareDataFolder, SYSTEM_FOLDER, type DataFolder } from './data-folder';
import { EmbeddedServerError } from './embedded-server-error';
import { folderPasswords, type Passwords } from './passwords';
import { DATABASE, databaseSql, rolesSql } from './roles';
import type { Account } from './run-program';
import { asSuperuser, type RunningServer } from './running-server';
import { findOrStart, stopServer } from './server-process';
import { serviceAccount } from './service-account';
import { withStartLock } from './start-lock';

export interface EmbeddedServerOptions {
  /** ACCORD_DATA_DIR; empty means the rule of {@link dataFolderPath}. */
  dataDir?: string;
  projectDir: string;
  /** False gives up safety against power loss for speed; for tests only. */
  durable?: boolean;
}

export interface EmbeddedServer {
  /** Logs in as `accord_app`, to serve. */
  appUrl: string;
  /** Logs in as `accord_owner`, to migrate, back up and restore. */
  ownerUrl: string;
  /** Logs in as the superuser, to the maintenance database `postgres`. */
  adminUrl: string;
  dataDir: string;
  startedHere: boolean;
  /** Stops the server if it was started here, and may be called again. A server that was found running stays. */
  stop(): Promise<void>;
}

/**
 * Starts the server of this data folder, or finds it running. stop() stops it only if it was started here.
 * @throws EmbeddedServerError when it cannot
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  try {
    return await start(options);
  } catch (error) {
    if (error instanceof EmbeddedServerError) throw error;
    const reason = String(error).replace(/^Error: /, '');
    throw new EmbeddedServerError(
      `The embedded PostgreSQL could not be started (${reason}): ` +
        'set ACCORD_DATA_DIR to another folder, or DATABASE_URL to a server of your own.',
      { cause: error },
    );
  }
}

async function start(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  // Before anything is made: a computer without the package is left as it was.
  const packageDir = installedPackage(resolve(options.projectDir));
  const account = await serviceAccount();
  const folder = await prepareDataFolder(dataFolderPath(options), account);
  return withStartLock(folder.lock, async () => {
    const programs = await runnablePrograms(packageDir, programCache(folder, account), account);
    const cluster = { folder, programs, account, durable: options.durable ?? true };
    const passwords = await folderPasswords(folder);
    await ensureCluster(cluster, passwords.superuser);
    return serve(cluster, passwords);
  });
}

/** Root shares one copy between projects, outside any private home. */
function programCache(folder: DataFolder, account: Account | undefined): string {
  return join(account ? SYSTEM_FOLDER : folder.root, 'programs');
}

async function serve(cluster: ClusterOptions, passwords: Passwords): Promise<EmbeddedServer> {
  const server = await findOrStart(cluster, passwords.superuser);
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopping ??= server.startedHere ? stopServer(cluster, server.pid) : Promise.resolve());
  try {
    if (!server.hasDatabase) await makeDatabase(server, passwords);
  } catch (error) {
    await stop();
    throw error;
  }
  const url = (user: string, password: string, database: string): string =>
    `postgres://${user}:${password}@127.0.0.1:${String(server.port)}/${database}`;
  return {
    appUrl: url('accord_app', passwords.app, DATABASE),
    ownerUrl: url('accord_owner', passwords.owner, DATABASE),
    adminUrl: url(SUPERUSER, passwords.superuser, 'postgres'),
    dataDir: cluster.folder.root,
    startedHere: server.startedHere,
    stop,
  };
}

function makeDatabase(server: RunningServer, passwords: Passwords): Promise<void> {
  return asSuperuser(server.port, passwords.superuser, async (client) => {
    for (const row of [...rolesSql(passwords), ...databaseSql()]) await client.query(row);
  });
}
