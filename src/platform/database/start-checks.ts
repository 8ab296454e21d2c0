import type { Database } from './database';

/** The server refuses to start. The message is one sentence that says why and what to do. */
export class StartRefusedError extends Error {}

interface Findings {
  login: string;
  superuser: boolean;
  bypasses: boolean;
  owns: boolean;
  inherits: boolean;
  mayTakeSides: boolean;
  synchronousCommit: string;
}

/**
 * The second wall stands only if the server's own login cannot step over it, so this is checked on every start.
 * Throws StartRefusedError.
 */
export async function checkBeforeServing(database: Database, newestMigration: number): Promise<void> {
  const [found] = await database.server<Findings>(`
    select r.rolname as login, r.rolsuper as superuser,
      exists (select 1 from pg_roles b where b.rolbypassrls and pg_has_role(r.oid, b.oid, 'member')) as bypasses,
      exists (select 1 from pg_class c where c.relkind in ('r', 'p', 'v', 'm')
        and c.relnamespace not in (select n.oid from pg_namespace n where n.nspname ~ '^(pg_|information_schema$)')
        and pg_has_role(r.oid, c.relowner, 'member')) as owns,
      exists (select 1 from pg_roles s where s.rolname in ('accord_health', 'accord_group')
        and pg_has_role(r.oid, s.oid, 'usage')) as inherits,
      coalesce((select bool_and(pg_has_role(r.oid, s.oid, 'member')) and count(*) = 2
        from pg_roles s where s.rolname in ('accord_health', 'accord_group')), false) as "mayTakeSides",
      current_setting('synchronous_commit') as "synchronousCommit"
    from pg_roles r where r.rolname = session_user`);
  if (found === undefined) throw new StartRefusedError('The database does not say who is logged in.');
  const complaint = complaintAbout(found);
  if (complaint !== null) throw new StartRefusedError(complaint);
  if (!(await isMigrated(database, newestMigration))) {
    throw new StartRefusedError(
      'The database is not at this release: run "npm run accord -- migrate" with DATABASE_OWNER_URL set, then start again.',
    );
  }
}

function complaintAbout(found: Findings): string | null {
  const use = 'let DATABASE_URL log in as accord_app, which owns nothing.';
  if (found.superuser) return `The database login ${found.login} is a superuser: ${use}`;
  if (found.bypasses) return `The database login ${found.login} may bypass row-level security: ${use}`;
  if (found.owns) return `The database login ${found.login} owns tables, or may act for their owner: ${use}`;
  if (found.inherits) return `The database login ${found.login} may read without taking a side: make it NOINHERIT.`;
  if (!found.mayTakeSides)
    return `The database login ${found.login} is no member of accord_health and accord_group: ${use}`;
  if (found.synchronousCommit !== 'on') {
    return `The database has synchronous_commit=${found.synchronousCommit}: set it to on, so that nothing acknowledged is lost.`;
  }
  return null;
}

async function isMigrated(database: Database, newest: number): Promise<boolean> {
  const [table] = await database.server<{ readable: boolean | null }>(
    `select case when to_regclass('public.migration') is null then null
       else has_table_privilege(session_user, 'public.migration', 'select') end as readable`,
  );
  if (table?.readable !== true) return false;
  const rows = await database.server(`select 1 from migration where timestamp = $1`, [newest]);
  return rows.length > 0;
}
