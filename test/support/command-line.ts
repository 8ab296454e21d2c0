import { execFile, spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const PROJECT = resolve(__dirname, '../..');
const CLI = join(PROJECT, 'dist/cli.js');

export interface Ended {
  /** null when a signal ended it. */
  code: number | null;
  out: string;
  err: string;
}

/** Builds the product where its source is newer than what was built. */
export async function build(): Promise<void> {
  const built = await stat(join(PROJECT, 'dist/build.tsbuildinfo')).catch(() => null);
  const folders = ['src', 'migrations'].map((name) => readdir(join(PROJECT, name), { recursive: true }));
  const [sources = [], migrations = []] = await Promise.all(folders);
  const files = [...sources.map((name) => join('src', name)), ...migrations.map((name) => join('migrations', name))];
  const times = await Promise.all(files.map(async (name) => (await stat(join(PROJECT, name))).mtimeMs));
  if (built !== null && Math.max(...times) <= built.mtimeMs) return;
  await promisify(execFile)('npm', ['run', '--silent', 'build'], { cwd: PROJECT });
}

/** The built command line with nothing of the tests' own environment but what a process needs. */
export class CommandLine {
  constructor(private readonly settings: NodeJS.ProcessEnv) {}

  start(args: readonly string[], { settings = {}, node = [] }: Extra = {}): ChildProcessWithoutNullStreams {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...this.settings, ...settings };
    return spawn(process.execPath, [...node, CLI, ...args], { env, cwd: PROJECT });
  }

  run(args: readonly string[], extra: Extra = {}): Promise<Ended> {
    return ended(this.start(args, extra));
  }

  /** What a command prints as JSON, and nothing else. Throws when it ended otherwise than well or as expected. */
  async json<T>(args: readonly string[], extra: Extra & { code?: number } = {}): Promise<T> {
    const { code, out, err } = await this.run([...args, '--json'], extra);
    if (code !== (extra.code ?? 0)) throw new Error(`It ended with ${String(code)}: ${err}`);
    return JSON.parse(out) as T;
  }
}

interface Extra {
  settings?: NodeJS.ProcessEnv;
  /** Options of node itself. */
  node?: readonly string[];
}

export function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => out.push(piece));
  child.stderr.on('data', (piece: Buffer) => err.push(piece));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }));
  });
}
