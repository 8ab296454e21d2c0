import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import PgBoss from 'pg-boss';
import { Database } from '../database/database';
import type { Tx } from '../database/tx';
import { Log } from '../http/log';
import { JOB_SCHEMA } from './prepare-jobs';
import type { JobPayload, QueueName } from './queues';

type Handler = (payload: JobPayload) => Promise<void>;

/** Work that is done later, at least once, by whichever server takes it. */
@Injectable()
export class JobsService implements OnApplicationShutdown {
  private readonly handlers = new Map<QueueName, Handler>();
  private readonly daily = new Map<QueueName, string>();
  private readonly boss: PgBoss;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {
    this.boss = new PgBoss({
      db: { executeSql: async (text, values) => ({ rows: await this.database.server(text, values) }) },
      schema: JOB_SCHEMA,
      migrate: false,
    });
    this.boss.on('error', (error) => {
      this.log.warn('The job queue could not be reached', { code: (error as NodeJS.ErrnoException).code });
    });
  }

  /** Says who does the work of a queue. Call it while modules are made, before the server starts. */
  handle(queue: QueueName, handler: Handler): void {
    this.handlers.set(queue, handler);
  }

  /** Runs a queue's work once a day, at this time in London ("4:10"). */
  everyDay(queue: QueueName, at: string): void {
    const [hour = '', minute = ''] = at.split(':');
    this.daily.set(queue, `${minute} ${hour} * * *`);
  }

  /** Begins to take work. Only a serving process does. */
  async start(): Promise<void> {
    await this.boss.start();
    for (const [queue, cron] of this.daily) await this.boss.schedule(queue, cron, {}, { tz: 'Europe/London' });
    for (const [queue, handler] of this.handlers) {
      await this.boss.work<JobPayload>(queue, async (jobs) => {
        for (const job of jobs) await handler(job.data);
      });
    }
  }

  async send(queue: QueueName, payload: JobPayload, startAfterSeconds = 0): Promise<void> {
    await this.boss.send(queue, payload, { startAfter: startAfterSeconds });
  }

  /** The outbox: the job is there if, and only if, the transaction commits. */
  async sendWith(tx: Tx, queue: QueueName, payload: JobPayload): Promise<void> {
    await this.boss.send(queue, payload, {
      db: { executeSql: async (text, values) => ({ rows: await tx.asServer(text, values) }) },
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.boss.stop({ graceful: true, wait: true, timeout: 5_000 });
  }
}
