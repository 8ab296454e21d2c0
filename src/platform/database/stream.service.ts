import { once } from 'node:events';
import { pipeline, Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { DomainError } from '../../shared/domain-error';
import type { Actor } from '../access/actor';
import { Database } from './database';
import { ENTER, enterValues } from './tx';

/** Each holds a connection for as long as its reader takes, so that the other connections stay for everybody else. */
const AT_ONCE = 3;
const STALLED_AFTER_MS = 60_000;
const LONGEST = '30min';
/** What each step of the way holds back for a slow reader, in bytes. */
const PIECE = 256 * 1024;
/** What leaves at once. */
const TOGETHER = 64 * 1024;

/** JSON has no such characters, so COPY never quotes a line. */
const OPTIONS = {
  csv: 'format csv, header true',
  'json-lines': `format csv, quote e'\\x01', delimiter e'\\x02'`,
} as const;
/**
 * Rows in the order of an index leave as they are read, and take one processor. Left to itself the planner reads all,
 * sorts them on disk and only then begins.
 */
const ROW_BY_ROW = { enable_sort: 'off', max_parallel_workers_per_gather: '0', work_mem: '64MB' };

export type StreamFormat = keyof typeof OPTIONS;

interface StreamOptions {
  format: StreamFormat;
  settings: Readonly<Record<`app.${string}`, string>>;
  /** Whether an index has the rows in the order asked for. */
  indexed?: true;
}

/** Large answers, row by row from PostgreSQL to the reader at the reader's pace: nothing is collected in memory. */
@Injectable()
export class StreamService {
  private open = 0;

  constructor(private readonly database: Database) {}

  /**
   * The rows of a query behind the actor's wall. COPY takes no parameters: the query reads its filters with
   * `current_setting('app.…')` from `settings`, and is itself a constant. For JSON lines it has one column.
   * Throws DomainError `too-many`, and whatever fails before the first byte; a failure after it destroys the stream. A
   * stream that is destroyed or no longer read stops its query.
   */
  async copy(actor: Actor, query: string, { format, settings, indexed }: StreamOptions): Promise<Readable> {
    if (this.open >= AT_ONCE) {
      throw new DomainError('too-many', 'Other exports are still under way. Try again in a minute.');
    }
    this.open += 1;
    const client = await this.connect();
    try {
      await enter(client, actor, indexed === true ? { ...settings, ...ROW_BY_ROW } : settings);
    } catch (error) {
      await this.leave(client, false);
      throw error;
    }
    return this.start(client, `copy (${query}) to stdout with (${OPTIONS[format]}, encoding 'UTF8')`);
  }

  private async connect(): Promise<PoolClient> {
    try {
      const client = await this.database.pool.connect();
      // A connection that is cut tells its query, which tells the reader: this only keeps the process alive.
      client.on('error', ignore);
      return client;
    } catch (error) {
      this.open -= 1;
      throw error;
    }
  }

  private async start(client: PoolClient, copy: string): Promise<Readable> {
    const watched = new StallWatch();
    pipeline(client.query(copyTo(copy, { highWaterMark: PIECE })), watched, (error) => void this.leave(client, !error));
    await once(watched, 'readable');
    return watched;
  }

  private async leave(client: PoolClient, finished: boolean): Promise<void> {
    const sound = finished && (await client.query('commit').then(yes, no));
    // One that is thrown away may still have something to complain of, which ends the process if nobody listens.
    if (sound) client.off('error', ignore);
    client.release(!sound);
    this.open -= 1;
    if (sound) return;
    // Its connection is closed, which a query notices only when it next sends a row.
    const { processID } = client as PoolClient & { processID: number | null };
    await this.database.server('select pg_cancel_backend($1)', [processID]).catch(ignore);
  }
}

async function enter(client: PoolClient, actor: Actor, settings: Readonly<Record<string, string>>): Promise<void> {
  await client.query('begin read only');
  await client.query(ENTER, enterValues(actor));
  await client.query(`select set_config(name, value, true) from unnest($1::text[], $2::text[]) as s(name, value)`, [
    ['statement_timeout', 'datestyle', ...Object.keys(settings)],
    [LONGEST, 'ISO, YMD', ...Object.values(settings)],
  ]);
}

/**
 * Destroys itself when nobody takes what it holds. PostgreSQL sends small pieces, each of which would be a piece of the
 * answer: they leave together.
 */
class StallWatch extends Transform {
  constructor() {
    super({ highWaterMark: PIECE });
  }

  private readonly timer = setTimeout(() => this.destroy(new Error('Nothing moved for a minute.')), STALLED_AFTER_MS);
  private held: Buffer[] = [];
  private size = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.timer.refresh();
    this.held.push(chunk);
    this.size += chunk.length;
    if (this.size >= TOGETHER) this.letGo();
    done();
  }

  override _flush(done: () => void): void {
    if (this.size > 0) this.letGo();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.timer);
    done(error);
  }

  private letGo(): void {
    this.push(Buffer.concat(this.held, this.size));
    this.held = [];
    this.size = 0;
  }
}

const yes = () => true;
const no = () => false;
const ignore = () => undefined;
