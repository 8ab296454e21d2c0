import { createHash, randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { access, chmod, chown, constants, mkdir, open, realpath, rename, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedServerError, systemCode } from './embedded-server-error';
import type { Account } from './run-program';
import { SERVICE_ACCOUNT } from './service-account';

/** What root keeps for every project on the computer. */
export const SYSTEM_FOLDER = '/var/lib/accord';

/** The files of one data folder. */
export interface DataFolder {
  root: string;
  /** Belongs to the account that runs PostgreSQL; `cluster` and its unfinished forerunners lie in it. */
  database: string;
  cluster: string;
  passwords: string;
  log: string;
  lock: string;
}

/**
 * Where the data of a project lies: ACCORD_DATA_DIR if given (relative to the project), else `.accord` in the project.
 * For root it is a place of the project's own under /var/lib/accord, because the project may lie in a private home that
 * the unprivileged account of PostgreSQL cannot enter.
 */
export function dataFolderPath(options: { dataDir?: string; projectDir: string }): string {
  if (options.dataDir) return resolve(options.projectDir, options.dataDir);
  if (process.getuid?.() !== 0) return resolve(options.projectDir, '.accord');
  const place = createHash('sha256').update(realpathSync(options.projectDir)).digest('hex');
  return join(SYSTEM_FOLDER, place.slice(0, 16));
}

/**
 * Makes the folder, or checks that the one that is there can be used.
 * @throws EmbeddedServerError when it cannot be written, belongs to another account, or PostgreSQL cannot reach it
 */
export async function prepareDataFolder(path: string, account: Account | undefined): Promise<DataFolder> {
  await makeFolder(path, account);
  const root = await realpath(path);
  await checkWritable(root);
  if (account) await openTheWay(root, account);
  const database = join(root, 'database');
  await makeDatabaseFolder(database, account);
  return {
    root,
    database,
    cluster: join(database, 'cluster'),
    passwords: join(root, 'passwords.json'),
    log: join(root, 'postgresql.log'),
    lock: join(root, 'starting.lock'),
  };
}

async function makeFolder(path: string, account: Account | undefined): Promise<void> {
  try {
    const first = await mkdir(path, { recursive: true, mode: 0o700 });
    if (first === undefined || !account) return;
    // Whatever the umask is, the folders that we made ourselves may be passed through.
    for (let folder = path; folder.length >= first.length; folder = dirname(folder)) await chmod(folder, 0o711);
  } catch (error) {
    throw unusable(path, `cannot be made (${systemCode(error)})`, error);
  }
}

async function checkWritable(root: string): Promise<void> {
  const { uid } = await stat(root);
  try {
    await access(root, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const foreign = process.getuid !== undefined && uid !== process.getuid();
    throw unusable(root, foreign ? `belongs to another user (number ${String(uid)})` : 'cannot be written to', error);
  }
}

/** Lets the account pass through the data folder itself; the folders above it are not ours to change. */
async function openTheWay(root: string, account: Account): Promise<void> {
  const { uid, mode } = await stat(root);
  if (uid === 0 && (mode & 0o001) === 0) {
    await chown(root, uid, account.gid);
    await chmod(root, (mode & 0o7777) | 0o010);
  }
  for (let folder = root; folder !== dirname(folder); folder = dirname(folder)) {
    if (await mayPass(folder, account)) continue;
    throw new EmbeddedServerError(
      `PostgreSQL does not run as root, and its account ${SERVICE_ACCOUNT} may not enter ${folder}, where the data folder ` +
        `${root} lies: set ACCORD_DATA_DIR to a folder outside it, or run Accord as an ordinary user.`,
    );
  }
}

async function mayPass(folder: string, account: Account): Promise<boolean> {
  const { uid, gid, mode } = await stat(folder);
  if (uid === account.uid) return (mode & 0o100) !== 0;
  return (mode & (gid === account.gid ? 0o010 : 0o001)) !== 0;
}

async function makeDatabaseFolder(database: string, account: Account | undefined): Promise<void> {
  await mkdir(database, { recursive: true, mode: 0o700 });
  const { uid } = await stat(database);
  // Also mends a folder whose maker was killed between making it and giving it away.
  if (account && uid === 0) return chown(database, account.uid, account.gid);
  const expected = account?.uid ?? process.getuid?.() ?? uid;
  if (uid === expected) return;
  throw unusable(dirname(database), `holds a database that belongs to another user (number ${String(uid)})`);
}

function unusable(folder: string, why: string, cause?: unknown): EmbeddedServerError {
  const advice = 'run Accord as the user it belongs to, or set ACCORD_DATA_DIR to another folder';
  return new EmbeddedServerError(`The data folder ${folder} ${why}: ${advice}.`, { cause });
}

/**
 * Writes a private file whole or not at all, and has it on the disk before it returns. The new file takes the old one's
 * place without being opened through its name, so a link put there by another account leads nowhere.
 */
export async function writePrivateFile(path: string, text: string, account?: Account): Promise<void> {
  const partial = `${path}.${randomUUID()}`;
  const file = await open(partial, 'wx', 0o600);
  try {
    await file.writeFile(text);
    if (account) await file.chown(account.uid, account.gid);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, path);
}
