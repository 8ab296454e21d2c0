import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { SUPERUSER } from './cluster';
import { DATABASE } from './roles';

/** A server that answered with the password of its folder. */
export interface RunningServer {
  pid: number;
  port: number;
  /** False when its starter was killed before it had made the database. */
  hasDatabase: boolean;
}

interface LockLines {
  pid: number;
  port: number;
  isReady: boolean;
}

/** What the server of these files says of itself in postmaster.pid; undefined when it says nothing. */
export async function readServerLock(cluster: string): Promise<LockLines | undefined> {
  const text = await readFile(lockFile(cluster), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (!Number.isInteger(pid)) return undefined;
  return { pid, port: Number.parseInt(lines[3] ?? '', 10), isReady: lines[7] === 'ready' };
}

/**
 * The server that runs on these files. That a process of the noted number lives proves nothing: it has to let us in with
 * our password, and a copied folder has the password of its original, so it also has to name these very files.
 */
export async function findRunning(cluster: string, superuserPassword: string): Promise<RunningServer | undefined> {
  const lock = await readServerLock(cluster);
  if (!lock?.isReady) return undefined;
  try {
    const answer = await ask(lock.port, superuserPassword);
    const isOurs = (await realpath(answer.folder)) === (await realpath(cluster));
    return isOurs ? { pid: lock.pid, port: lock.port, hasDatabase: answer.has_database } : undefined;
  } catch {
    return undefined;
  }
}

interface Answer {
  folder: string;
  has_database: boolean;
}

async function ask(port: number, superuserPassword: string): Promise<Answer> {
  const [answer] = await asSuperuser(port, superuserPassword, async (client) => {
    const result = await client.query<Answer>(
      `select current_setting('data_directory') as folder,
              exists (select from pg_database where datname = $1) as has_database`,
      [DATABASE],
    );
    return result.rows;
  });
  if (!answer) throw new Error('A query of one row gave none.');
  return answer;
}

/** Does the work on one connection of the superuser, and closes it. */
export async function asSuperuser<T>(port: number, password: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password,
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
  });
  // A server that goes away between two statements is told by the statement; unheard, the event would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Removes a postmaster.pid whose number now belongs to a process that does not work in these files: after a restart of
 * the computer, in a copied folder, or a dead server that nobody has buried. PostgreSQL would take it for a running
 * server for ever. Known on Linux only.
 */
export async function dropStaleLock(cluster: string): Promise<void> {
  const lock = await readServerLock(cluster);
  if (lock && (await worksElsewhere(lock.pid, cluster))) await rm(lockFile(cluster), { force: true });
}

async function worksElsewhere(pid: number, cluster: string): Promise<boolean> {
  const process = `/proc/${String(pid)}`;
  const [status, workingFolder] = await Promise.all([
    readFile(join(process, 'status'), 'utf8').catch(() => ''),
    readlink(join(process, 'cwd')).catch(() => undefined),
  ]);
  if (/^State:\s+Z/m.test(status)) return true;
  return workingFolder !== undefined && workingFolder !== (await realpath(cluster));
}

function lockFile(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}
