import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedServerError, systemCode } from './embedded-server-error';

const HEARTBEAT_MS = 1_000;
/** A living process touches its lock every second, so this silence means that its number now belongs to another. */
const SILENCE_MS = 15_000;
const PATIENCE_MS = 120_000;

/**
 * Does the task while no other process does it for the same lock file. A lock whose process died is taken over.
 *
 * It keeps two commands from doing the same work; safety does not rest on it alone: a new cluster appears by one rename
 * and PostgreSQL itself refuses a folder that another server uses.
 * @throws EmbeddedServerError when another process holds the lock for two minutes
 */
export async function withStartLock<T>(file: string, task: () => Promise<T>): Promise<T> {
  const token = `${String(process.pid)} ${randomUUID()}`;
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await take(file, token))) {
    if (Date.now() > deadline) throw stuck(file);
    await pause(25);
  }
  const heartbeat = setInterval(() => void touch(file), HEARTBEAT_MS);
  try {
    return await task();
  } finally {
    clearInterval(heartbeat);
    if ((await holder(file)) === token) await rm(file, { force: true });
  }
}

async function take(file: string, token: string): Promise<boolean> {
  try {
    await writeFile(file, token, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
  if (await isAbandoned(file)) await putAside(file);
  return false;
}

async function isAbandoned(file: string): Promise<boolean> {
  const text = await holder(file);
  const touched = await stat(file).catch(() => undefined);
  if (touched === undefined) return false;
  if (Date.now() - touched.mtimeMs > SILENCE_MS) return true;
  const pid = Number.parseInt(text, 10);
  return Number.isInteger(pid) && !isAlive(pid);
}

/** Renamed first, so that of several that find it abandoned only one removes it. */
async function putAside(file: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  const moved = await rename(file, aside).then(
    () => true,
    () => false,
  );
  if (moved) await rm(aside, { force: true });
}

async function touch(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined);
}

function holder(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

function stuck(file: string): EmbeddedServerError {
  return new EmbeddedServerError(
    `Another Accord command has been starting the database for two minutes: stop it, or delete ${file} if there is none.`,
  );
}
