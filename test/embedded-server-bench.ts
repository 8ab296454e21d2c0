import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { startEmbeddedServer, type EmbeddedServer } from '../src/platform/database/embedded';

export const PROJECT = join(__dirname, '..');
export const IS_ROOT = process.getuid?.() === 0;

export type Told = Omit<EmbeddedServer, 'stop'> & { error?: string };

/** A command of its own process: loads the launcher from source, starts it, tells what it got, and stays. */
const COMMAND = `
  const fs = require('node:fs');
  const { transformSync } = require('@swc/core');
  const options = { swcrc: false, jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } };
  require.extensions['.ts'] = (module, filename) =>
    module._compile(transformSync(fs.readFileSync(filename, 'utf8'), { ...options, filename }).code, filename);
  setInterval(() => undefined, 1000);
  require('./src/platform/database/embedded/index.ts')
    .startEmbeddedServer({ ...JSON.parse(process.argv[1]), projectDir: process.cwd() })
    .then(
      (server) => {
        process.on('SIGTERM', () => server.stop().then(() => process.exit(0)));
        console.log(JSON.stringify(server));
      },
      (error) => console.log(JSON.stringify({ error: error.name + ': ' + error.message })),
    );
`;

/** Data folders, servers and commands of one test file; end() leaves none of them behind. */
export class Bench {
  private readonly servers: EmbeddedServer[] = [];
  private readonly commands: ChildProcess[] = [];

  private constructor(readonly scratch: string) {}

  static async begin(): Promise<Bench> {
    const scratch = await mkdtemp(join(tmpdir(), 'accord-embedded-'));
    // As root the account of PostgreSQL has to pass; a folder of mkdtemp is private.
    await chmod(scratch, 0o755);
    return new Bench(scratch);
  }

  async end(): Promise<void> {
    for (const child of this.commands) child.kill('SIGKILL');
    for (const server of this.servers) await server.stop();
    await rm(this.scratch, { recursive: true, force: true, maxRetries: 5 });
  }

  async startIn(dataDir: string): Promise<EmbeddedServer> {
    const server = await startEmbeddedServer({ dataDir, projectDir: PROJECT, durable: false });
    this.servers.push(server);
    return server;
  }

  command(options: { dataDir: string; durable: boolean }, as: { uid?: number; gid?: number } = {}): ChildProcess {
    const child = spawn(process.execPath, ['-e', COMMAND, JSON.stringify(options)], {
      ...as,
      cwd: PROJECT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.commands.push(child);
    return child;
  }
}

/** What the command tells: the server that it has, or why it has none. */
export function told(child: ChildProcess): Promise<Told> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error('The command has no output.');
    createInterface(child.stdout).once('line', (line) => resolve(JSON.parse(line) as Told));
    child.once('exit', () => reject(new Error('The command ended without a word.')));
  });
}

/** Sends the signal and waits until the command is gone. SIGTERM lets it stop the server that it started. */
export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}

/** The rows of the last statement, all of them on one connection. */
export async function ask(url: string, ...statements: string[]): Promise<object[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: object[] = [];
    for (const statement of statements) rows = (await client.query<object>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

export async function postmasterOf(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'database', 'cluster', 'postmaster.pid'), 'utf8'), 10);
}
