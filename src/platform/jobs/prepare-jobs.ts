import PgBoss from 'pg-boss';
import { Client } from 'pg';
import { QUEUES } from './queues';

export const JOB_SCHEMA = 'pgboss';

/** A step of migrating, as the owner: makes the job tables and every queue, and lets the application role use them. */
export async function prepareJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: JOB_SCHEMA,
    supervise: false,
    schedule: false,
    max: 2,
  });
  await boss.start();
  try {
    const known = new Set((await boss.getQueues()).map(({ name }) => name));
    for (const queue of Object.values(QUEUES).filter(({ name }) => !known.has(name))) {
      await boss.createQueue(queue.name, queue);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(`
      grant usage on schema ${JOB_SCHEMA} to accord_app;
      grant select, insert, update, delete on all tables in schema ${JOB_SCHEMA} to accord_app;
      grant execute on all functions in schema ${JOB_SCHEMA} to accord_app;
    `);
  } finally {
    await owner.end();
  }
}
