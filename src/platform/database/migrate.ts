import { prepareJobs } from '../jobs/prepare-jobs';
import { ownerDataSource } from './data-source';
import { StartRefusedError } from './start-checks';

/** Brings the database to this release, logged in as its owner. Returns the names of what was applied. */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const db = await ownerDataSource(ownerUrl).initialize();
  try {
    const [{ login }] = await db.query<[{ login: string }]>('select session_user as login');
    if (login !== 'accord_owner') {
      throw new StartRefusedError(
        `DATABASE_OWNER_URL logs in as ${login}: let it log in as accord_owner (docs/operating.md has the SQL that makes it).`,
      );
    }
    const applied = await db.runMigrations();
    await prepareJobs(ownerUrl);
    return applied.map(({ name }) => name);
  } finally {
    await db.destroy();
  }
}
