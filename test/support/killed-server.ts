import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandLine } from './command-line';
import type { Credentials } from './credentials';
import { TODAY } from './start-app';
import type { TestDatabase } from './test-database';
import { MASTER_KEY } from './vault';

const PRELOAD = join(__dirname, 'dies-at.cjs');

export interface Answer {
  status: number;
  body: Buffer;
}

/** The built server as a process of its own, which may be told where to die. */
export class KilledServer {
  /** What it complained of, for whoever wonders why it did not come up. */
  private said = '';

  private constructor(
    readonly port: number,
    private readonly child: ReturnType<CommandLine['start']>,
  ) {}

  /**
   * `diesAt`: before which statement since its first lock, or `after-commit`; never where it is left out. `scratch`: the
   * folder for what it keeps on disk for a moment.
   */
  static async start(db: TestDatabase, diesAt?: number | 'after-commit', scratch = tmpdir()): Promise<KilledServer> {
    const port = await freePort();
    const settings = {
      DATABASE_URL: db.appUrl,
      ACCORD_TODAY: TODAY,
      PORT: String(port),
      LOG_LEVEL: 'silent',
      ACCORD_MASTER_KEY: MASTER_KEY,
      TMPDIR: scratch,
      DIES_AT: diesAt === undefined ? '' : String(diesAt),
    };
    const child = new CommandLine(settings).start(['serve'], { node: ['--require', PRELOAD] });
    const server = new KilledServer(port, child);
    child.stderr.on('data', (piece: Buffer) => (server.said += piece.toString()));
    await server.isUp();
    return server;
  }

  /** How many bytes of memory it holds just now. */
  async residentBytes(): Promise<number> {
    const status = await readFile(`/proc/${String(this.child.pid)}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
  }

  private get address(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** Null when the server died before it answered. A form goes as one, anything else as JSON. */
  async ask(path: string, headers: Credentials, body?: object): Promise<Answer | null> {
    const isForm = body instanceof FormData;
    try {
      const answer = await fetch(`${this.address}/api/v1${path}`, {
        headers: { ...headers, ...(body !== undefined && !isForm && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { method: 'POST', body: isForm ? body : JSON.stringify(body) }),
      });
      return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()) };
    } catch {
      return null;
    }
  }

  /** Whether it was killed, and not stopped. */
  async died(): Promise<boolean> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
    return this.child.signalCode === 'SIGKILL';
  }

  async stop(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.died();
  }

  private async isUp(): Promise<void> {
    for (let times = 0; times < 600; times += 1) {
      const answer = await fetch(`${this.address}/health/ready`).catch(() => null);
      if (answer?.ok === true) return;
      if (this.child.exitCode !== null)
        throw new Error(`The server ended with ${String(this.child.exitCode)}: ${this.said}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('The server did not come up.');
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
