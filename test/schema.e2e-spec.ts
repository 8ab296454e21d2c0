import { appDataSource, migrate } from '../src/platform';
import { ownerDataSource } from '../src/platform/database/data-source';
import { LOCKED_AWAY, privileges, tenantTables } from './support/catalog';
import type { TenantTable } from './support/catalog';
import { makePortfolio } from './support/portfolio';
import { makeTestDatabase } from './support/test-database';
import type { TestDatabase } from './support/test-database';

/** Policies of their own instead of the usual walls; test/walls looks at what they let through. */
const OWN_POLICIES = [
  'organisation', // each sees itself, health bodies and its partners
  'organisation_identifier', // seen with its organisation
];

/** Indexes and keys that do not begin with a tenant, each with the reason. */
const NOT_BY_TENANT: Record<string, string> = {
  organisation_health_body_name: 'health bodies are public to all who are signed in',
  organisation_identifier_of_health_body: 'health bodies are public to all who are signed in',
  idempotency_key_by_age: 'read by the nightly purge, over all tenants',
  membership_by_account: 'read by the sign-in, before a tenant is known',
  api_token_token_hash_key: 'read by the sign-in, before a tenant is known; of 256 random bits',
  calendar_feed_token_hash_key: 'read by whoever holds the address, before a tenant is known; of 256 random bits',
  invitation_token_hash_key: 'read by whoever holds the link, before a tenant is known; of 256 random bits',
  contact_by_person: 'begins with the organisation of the person, which is one of the two tenants',
};

/** Foreign keys between tenant tables that carry no tenant, each with the reason. */
const KEYS_WITHOUT_TENANT: Record<string, string> = {
  organisation_parent_id_fkey: 'an organisation is its own tenant',
  organisation_listed_by_fkey: 'an organisation is its own tenant',
};

describe('the schema', () => {
  let db: TestDatabase;
  let tables: TenantTable[];

  beforeAll(async () => {
    db = await makeTestDatabase();
    tables = await tenantTables(db);
  });
  afterAll(() => db.drop());

  const names = async (sql: string, values: unknown[] = []) =>
    (await db.rows<{ name: string }>(sql, values)).map(({ name }) => name);
  const isTenantColumn = ({ tenantColumns }: TenantTable, column: string | undefined) =>
    column !== undefined && tenantColumns.includes(column);

  it('keeps every table behind forced row-level security, which lets the owner in', async () => {
    const open = await names(`
      select c.relname as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migration'
        and not (c.relrowsecurity and c.relforcerowsecurity and exists (select 1 from pg_policy p
          where p.polrelid = c.oid and p.polname = 'owner_all' and p.polpermissive and p.polcmd = '*'
            and p.polroles = array['accord_owner'::regrole::oid]))`);
    expect(open).toEqual([]);
    expect(tables.length).toBeGreaterThan(15);
  });

  it('puts a restrictive wall by tenant before each side that may do anything with a tenant table', async () => {
    const walls = await db.rows<{ table: string; role: string; using: string; check: string }>(`
      select p.tablename as table, p.roles[1]::text as role, p.qual as using, p.with_check as check
      from pg_policies p where p.permissive = 'RESTRICTIVE' and p.cmd = 'ALL' and cardinality(p.roles) = 1`);
    const tenant = `(NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid`;
    const unwalled = (side: 'health' | 'group') =>
      tables
        .filter(({ table, [side]: grants }) => grants.length > 0 && !OWN_POLICIES.includes(table))
        .filter((table) => {
          const own = `${side === 'health' ? 'health_body' : 'group'}_id`;
          const column = table.tenantColumns.includes('organisation_id') ? 'organisation_id' : own;
          const wall = `(${column} = ${tenant})`;
          const matches = walls.filter(({ using, check }) => using === wall && check === wall);
          return !matches.some(({ table: name, role }) => name === table.table && role === `accord_${side}`);
        })
        .map(({ table }) => table);
    expect({ health: unwalled('health'), group: unwalled('group') }).toEqual({ health: [], group: [] });
  });

  it.each(LOCKED_AWAY)('lets nobody but the owner touch %s', async (table) => {
    for (const role of ['accord_app', 'accord_health', 'accord_group']) {
      expect({ role, may: await privileges(db, role, table) }).toEqual({ role, may: [] });
    }
  });

  it('lets the login of the server read no tenant table by itself', async () => {
    for (const { table } of tables) {
      expect({ table, may: await privileges(db, 'accord_app', table) }).toEqual({ table, may: [] });
    }
  });

  it('gives no side the right to empty, watch or refer to a table, and everybody no right at all', async () => {
    const grants = tables.flatMap(({ health, group }) => [...health, ...group]);
    expect(grants.filter((grant) => ['truncate', 'trigger', 'references'].includes(grant))).toEqual([]);
    const toEverybody = await names(`
      select c.relname as name from pg_class c, aclexplode(c.relacl) a
      where c.relnamespace in ('public'::regnamespace, 'pgboss'::regnamespace) and a.grantee = 0`);
    expect(toEverybody).toEqual([]);
  });

  it('begins every primary key of a tenant table with a tenant', async () => {
    const keys = await db.rows<{ table: string; first: string }>(`
      select c.conrelid::regclass::text as table, a.attname as first from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1] where c.contype = 'p'`);
    const first = new Map(keys.map((key) => [key.table, key.first]));
    const others = tables.filter((table) => !isTenantColumn(table, first.get(table.table)));
    expect(others.map(({ table }) => table)).toEqual([]);
  });

  it('begins every index of a tenant table with a tenant, but for those with a reason', async () => {
    const indexes = await db.rows<{ table: string; name: string; first: string | null }>(
      `
      select i.indrelid::regclass::text as table, i.indexrelid::regclass::text as name, a.attname as first
      from pg_index i left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where i.indrelid::regclass::text = any ($1)`,
      [tables.map(({ table }) => table)],
    );
    const byName = new Map(tables.map((table) => [table.table, table]));
    const others = indexes.filter(({ table, first }) => {
      const known = byName.get(table);
      return known === undefined || !isTenantColumn(known, first ?? undefined);
    });
    expect(others.map(({ name }) => name).sort()).toEqual(Object.keys(NOT_BY_TENANT).sort());
  });

  it('carries a tenant in every foreign key between two tenant tables', async () => {
    const keys = await db.rows<{ name: string; from: string; to: string; columns: string[]; points_at: string[] }>(`
      select c.conname as name, c.conrelid::regclass::text as from, c.confrelid::regclass::text as to,
        array(select a.attname::text from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any (c.conkey)) as columns,
        array(select a.attname::text from pg_attribute a where a.attrelid = c.confrelid and a.attnum = any (c.confkey)) as points_at
      from pg_constraint c where c.contype = 'f'`);
    const byName = new Map(tables.map((table) => [table.table, table]));
    const others = keys.filter(({ from, to, columns, points_at }) => {
      const [child, parent] = [byName.get(from), byName.get(to)];
      if (child === undefined || parent === undefined) return false;
      // a person's organisation is worked out from the two tenants of the contact
      const carried = columns.some((column) => isTenantColumn(child, column) || column === 'person_organisation_id');
      return !(carried && points_at.some((column) => isTenantColumn(parent, column)));
    });
    expect(others.map(({ name }) => name).sort()).toEqual(Object.keys(KEYS_WITHOUT_TENANT).sort());
  });

  it('lets nobody run a function that was not granted', async () => {
    const open = await names(`
      select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace in ('public'::regnamespace, 'pgboss'::regnamespace)
        and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
        and (p.proacl is null or exists (select 1 from aclexplode(p.proacl) a where a.grantee = 0))`);
    expect(open).toEqual([]);
  });

  it('gives no side a function that runs as the owner', async () => {
    const given = await names(`
      select p.oid::regprocedure::text as name from pg_proc p where p.prosecdef
        and p.pronamespace = 'public'::regnamespace
        and (has_function_privilege('accord_health', p.oid, 'execute')
          or has_function_privilege('accord_group', p.oid, 'execute'))`);
    expect(given).toEqual([]);
  });

  it('fixes where a function that runs as the owner looks for its tables', async () => {
    const loose = await names(`
      select p.oid::regprocedure::text as name from pg_proc p where p.prosecdef
        and p.pronamespace = 'public'::regnamespace
        and not coalesce(p.proconfig @> array['search_path=public, pg_temp'], false)`);
    expect(loose).toEqual([]);
  });

  it('makes every view look with the eyes of its reader', async () => {
    const blind = await names(`
      select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace
        and c.relkind in ('v', 'm') and not coalesce(c.reloptions @> array['security_invoker=true'], false)`);
    expect(blind).toEqual([]);
  });

  /** Keys and checks live only in migrations, so TypeORM offers to drop them; any other difference is a forgotten one. */
  it('has every column of every entity, of the same type', async () => {
    const source = await appDataSource(db.ownerUrl, 2).initialize();
    const entities = source.entityMetadatas.map(({ tableName }) => tableName);
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    await source.destroy();
    expect(entities).toContain('membership');
    const differences = upQueries
      .map(({ query }) => query)
      .filter((query) => /ADD|ALTER COLUMN|CREATE TABLE/.test(query));
    expect(differences).toEqual([]);
  });
});

describe('migrating', () => {
  it('keeps every row of a database that is in use', async () => {
    const db = await makeTestDatabase('template0');
    const owner = await ownerDataSource(db.ownerUrl).initialize();
    const newest = owner.migrations.pop();
    await owner.runMigrations();
    await owner.destroy();
    await makePortfolio(db);
    const { finding_mark: marks = 0, ...before } = await counts(db);
    const applied = await migrate(db.ownerUrl);
    const after = await counts(db);
    await db.drop();
    expect(applied).toEqual([newest?.constructor.name]);
    expect(before.instalment).toBeGreaterThan(20);
    expect(after).toMatchObject(before);
    // A migration may have all partnerships judged anew.
    expect(after.finding_mark).toBeGreaterThanOrEqual(marks);
  });
});

async function counts(db: TestDatabase): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  const tables = await db.rows<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migration'`,
  );
  for (const { name } of tables) {
    const [row] = await db.rows<{ count: string }>(`select count(*) from ${name}`);
    found[name] = Number(row?.count);
  }
  return found;
}
