import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { open, readFile, rename, stat, type FileHandle } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { configure, type ClusterOptions } from './cluster';
import { EmbeddedServerError } from './embedded-server-error';
import { programEnvironment, runProgram } from './run-program';
import { dropStaleLock, findRunning, readServerLock, type RunningServer } from './running-server';

/** How long we go on when another process still seems to hold the files: one that is stopping, or was killed. */
const STALE_LOCK_MS = 20_000;
const READY_MS = 60_000;
const LOG_BYTES = 10_000_000;
/** PostgreSQL speaks English here (locale C), so these are stable. */
const MAY_PASS = /lock file|shared memory block|could not bind|Address already in use|could not create any TCP/;

/**
 * Finds the server of these files or starts it.
 * @throws EmbeddedServerError when it does not start, or something else holds the files for 20 seconds
 */
export async function findOrStart(
  options: ClusterOptions,
  superuserPassword: string,
): Promise<RunningServer & { startedHere: boolean }> {
  const { cluster } = options.folder;
  const deadline = Date.now() + STALE_LOCK_MS;
  for (;;) {
    const found = await findRunning(cluster, superuserPassword);
    if (found) return { ...found, startedHere: false };
    await dropStaleLock(cluster);
    const problem = await tryToStart(options);
    if (problem === undefined) return { ...(await meet(options, superuserPassword)), startedHere: true };
    if (!MAY_PASS.test(problem) || Date.now() > deadline) throw await notStarted(options, problem);
    await pause(250);
  }
}

/** A server that we started and that does not know us has other passwords than its folder: it is of no use running. */
async function meet(options: ClusterOptions, superuserPassword: string): Promise<RunningServer> {
  const { cluster, passwords } = options.folder;
  const server = await findRunning(cluster, superuserPassword);
  if (server) return server;
  const pid = (await readServerLock(cluster))?.pid;
  if (pid !== undefined) await stopServer(options, pid);
  throw await notStarted(options, `it does not accept the passwords in ${passwords}`);
}

/** Stops the server with this process number; one that is gone, or has been followed by another, is left alone. */
export async function stopServer(options: ClusterOptions, pid: number): Promise<void> {
  const { cluster, database } = options.folder;
  if ((await readServerLock(cluster))?.pid !== pid) return;
  const { code, output } = await runProgram(
    options.programs.pgCtl,
    ['stop', `--pgdata=${cluster}`, '--mode=fast', '--wait', '--timeout=60', '--silent'],
    { as: options.account, cwd: database },
  );
  if (code === 0 || (await readServerLock(cluster))?.pid !== pid) return;
  throw new EmbeddedServerError(
    `The database in ${options.folder.root} did not stop (${output}): end process ${String(pid)} yourself.`,
  );
}

/** @returns what PostgreSQL complained of, or undefined once it is ready */
async function tryToStart(options: ClusterOptions): Promise<string | undefined> {
  await configure(options, await freePort());
  const log = await openLog(options.folder.log);
  try {
    const { size } = await log.stat();
    const outcome = await startAndWait(options, log);
    if (outcome === 'ready') return undefined;
    return outcome === 'slow'
      ? 'it was not ready after a minute'
      : complaintIn(await readFrom(options.folder.log, size));
  } finally {
    await log.close();
  }
}

async function startAndWait(options: ClusterOptions, log: FileHandle): Promise<'ready' | 'ended' | 'slow'> {
  const child = launch(options, log);
  // On Windows the child is pg_ctl, which ends well once the server is up; elsewhere it is the server itself.
  const ended = new Promise<'ended'>((resolve) => {
    child.once('error', () => resolve('ended'));
    child.once('exit', (code) => {
      if (process.platform !== 'win32' || code !== 0) resolve('ended');
    });
  });
  child.unref();
  const watch = new AbortController();
  try {
    return await Promise.race([ended, untilReady(options, child, watch.signal)]);
  } finally {
    watch.abort();
  }
}

async function untilReady(
  options: ClusterOptions,
  child: ChildProcess,
  signal: AbortSignal,
): Promise<'ready' | 'slow'> {
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline && !signal.aborted) {
    if (await isReady(options, child)) return 'ready';
    await pause(15);
  }
  return 'slow';
}

async function isReady(options: ClusterOptions, child: ChildProcess): Promise<boolean> {
  const lock = await readServerLock(options.folder.cluster);
  return lock?.isReady === true && (process.platform === 'win32' || lock.pid === child.pid);
}

/** Detached, in a session of its own: the server outlives us however we end, and Ctrl-C does not reach it. */
function launch(options: ClusterOptions, log: FileHandle): ChildProcess {
  const { programs, folder, account } = options;
  const common = { ...account, cwd: folder.database, env: programEnvironment(), detached: true, windowsHide: true };
  // Windows administrators may not run the server directly; pg_ctl gives up their rights first.
  if (process.platform === 'win32') {
    const args = ['start', `--pgdata=${folder.cluster}`, `--log=${folder.log}`, '--wait', '--silent'];
    return spawn(programs.pgCtl, args, { ...common, stdio: 'ignore' });
  }
  return spawn(programs.postgres, ['-D', folder.cluster], { ...common, stdio: ['ignore', log.fd, log.fd] });
}

async function openLog(path: string): Promise<FileHandle> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_BYTES) await rename(path, `${path}.old`);
  return open(path, constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY, 0o600);
}

async function readFrom(path: string, position: number): Promise<string> {
  return (await readFile(path)).subarray(position).toString();
}

/** The line that says why, without the time and process number before it. */
function complaintIn(log: string): string {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const fatal = lines.find((line) => /(FATAL|PANIC):/.test(line)) ?? lines.at(-1) ?? 'it gave no reason';
  return fatal.replace(/^.*?(FATAL|PANIC): +/, '');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return address.port;
}

async function notStarted({ folder }: ClusterOptions, problem: string): Promise<EmbeddedServerError> {
  const pid = (await readServerLock(folder.cluster))?.pid;
  const advice = pid === undefined ? `see ${folder.log}` : `end process ${String(pid)}, which still holds the folder`;
  return new EmbeddedServerError(
    `The embedded PostgreSQL in ${folder.root} did not start (${problem}): ${advice}, ` +
      'or set ACCORD_DATA_DIR to another folder or DATABASE_URL to a server of your own.',
  );
}
