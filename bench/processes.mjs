import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { PROJECT } from './database.mjs';
import { TODAY } from './data.mjs';

const BENCH = join(PROJECT, 'bench');

/** Whatever happens, none of them outlives this process. */
const children = new Set();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
function kept(child) {
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Only what a process needs, so that no setting of the caller's changes what is measured. */
const environment = (settings = {}) => ({ PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC', ...settings });

/** The product as it is served, its log written but not kept. */
export async function startProduct(databaseUrl, { node = [] } = {}) {
  const port = await freePort();
  const before = performance.now();
  const child = kept(
    spawn(process.execPath, [...node, join(PROJECT, 'dist/cli.js'), 'serve'], {
      cwd: PROJECT,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: environment({
        DATABASE_URL: databaseUrl,
        PORT: String(port),
        ACCORD_TODAY: TODAY,
        ACCORD_DEMO: 'false',
        // So that each request may say whom it is from, and none meets the limit of one caller.
        ACCORD_PUBLIC_URL: `http://127.0.0.1:${port}`,
      }),
    }),
  );
  let log = '';
  child.stderr.on('data', (piece) => (log = (log + piece).slice(-2000)));
  const origin = `http://127.0.0.1:${port}`;
  await answered(`${origin}/health/ready`, child, () => log);
  return { child, origin, startMs: performance.now() - before, stop: () => ended(child, 'SIGTERM') };
}

/** `node:http` and `pg`, and nothing else. */
export async function startBare(databaseUrl) {
  const port = await freePort();
  const child = kept(fork(join(BENCH, 'bare.mjs'), [databaseUrl, String(port)], { env: environment(), cwd: PROJECT }));
  const origin = `http://127.0.0.1:${port}`;
  await answered(`${origin}/`, child, () => '');
  return { child, origin, stop: () => ended(child, 'SIGTERM') };
}

/** Load from a third process. Answers requests a second and milliseconds. */
export async function load(task) {
  const child = kept(fork(join(BENCH, 'load.mjs'), [], { env: environment(), cwd: PROJECT }));
  child.send(task);
  const [result] = await once(child, 'message');
  await ended(child, 'SIGTERM');
  if (result.failed > 0) throw new Error(`${task.name}: ${result.failed} answers were not good: ${result.sample}`);
  return result;
}

/** Runs one of the benchmark's own programs to its end and gives what it sends. */
export async function program(file, args) {
  const child = kept(fork(join(BENCH, file), args, { env: environment(), cwd: PROJECT }));
  const result = once(child, 'message');
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${file} ended with ${code}.`);
  return (await result)[0];
}

/** What a process holds of the memory, where the system tells; null where it does not. */
export function residentMegabytes({ pid }) {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

async function answered(url, child, log) {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`A server ended before it answered: ${log()}`);
    const answer = await globalThis.fetch(url).catch(() => null);
    if (answer?.ok) return;
    await wait(25);
  }
  throw new Error('A server did not answer within half a minute.');
}

async function ended(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
