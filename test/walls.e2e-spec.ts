import { appDataSource, Database, ReadsService, TenantService } from '../src/platform';
import type { Actor } from '../src/platform';
import { LOCKED_AWAY, tenantTables } from './support/catalog';
import type { TenantTable } from './support/catalog';
import { databaseWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { BareConnection } from './support/sides';
import type { Looker } from './support/sides';
import type { TestDatabase } from './support/test-database';

/** Health bodies are public to all who are signed in, so these have rules of their own: see walls-by-side. */
const REGISTER = ['organisation', 'organisation_identifier'];

let db: TestDatabase;
let bare: BareConnection;
let portfolio: Portfolio;
let tables: TenantTable[];
let walled: TenantTable[];
let lookers: (Looker & { side: 'health' | 'group'; tenant: string })[];

beforeAll(async () => {
  ({ db, p: portfolio } = await databaseWithPortfolio());
  bare = await BareConnection.to(db.appUrl);
  const { healthBodies, groups } = portfolio;
  // Drafts are seen by whoever typed them.
  const user = portfolio.accounts.managerOfA;
  await db.rows(
    `insert into audit_event (organisation_id, actor_kind, action, subject_id)
     select o, 'system', 'test.happened', o from unnest($1::uuid[]) o`,
    [[...Object.values(healthBodies), groups.g1, groups.g3]],
  );
  for (const organisation of [healthBodies.a, healthBodies.b, groups.g1, groups.g3])
    await db.rows('select audit_seal_events($1, 10)', [organisation]);
  tables = await tenantTables(db);
  walled = tables.filter(({ table }) => !REGISTER.includes(table));
  lookers = [
    { side: 'health', tenant: healthBodies.a, user },
    { side: 'health', tenant: healthBodies.b, user },
    { side: 'group', tenant: groups.g1, user },
    { side: 'group', tenant: groups.g3, user },
  ];
});
afterAll(async () => {
  await bare.close();
  await db.drop();
});

/** The column by which a side's rows of a table are its own; null where the side has no business with it. */
function ownColumn({ tenantColumns, ...grants }: TenantTable, side: 'health' | 'group'): string | null {
  if (grants[side].length === 0) return null;
  if (tenantColumns.includes('organisation_id')) return 'organisation_id';
  return side === 'health' ? 'health_body_id' : 'group_id';
}

/** Each table with each looker that has rights on it, and how many rows others have there. */
async function crossings() {
  const pairs = walled.flatMap((table) =>
    lookers.flatMap((looker) => {
      const column = ownColumn(table, looker.side);
      return column === null ? [] : [{ table: table.table, looker, column }];
    }),
  );
  const found: ((typeof pairs)[number] & { foreign: number })[] = [];
  for (const pair of pairs) {
    const counting = `select count(*)::int as foreign from ${pair.table} where ${pair.column} <> $1`;
    const [row] = await db.rows<{ foreign: number }>(counting, [pair.looker.tenant]);
    found.push({ ...pair, foreign: row?.foreign ?? 0 });
  }
  return found;
}

describe('the second wall, with none of the checks of the server before it', () => {
  it('answers "permission denied" to a login that has taken no side', async () => {
    for (const table of [...tables.map(({ table }) => table), ...LOCKED_AWAY]) {
      const refusal = await bare.refusal({}, `select 1 from ${table}`);
      expect({ table, ...refusal }).toMatchObject({ table, code: '42501' });
    }
  });

  it.each(['health', 'group'] as const)('shows the %s side no rows without a tenant', async (side) => {
    for (const { table, [side]: grants } of walled) {
      const seen = await bare.touched({ side }, `select 1 from ${table}`);
      expect({ table, seen }).toEqual({ table, seen: grants.includes('select') ? 0 : 'refused' });
    }
  });

  it.each(['health', 'group'] as const)(
    'shows the %s side health bodies and no group without a tenant',
    async (side) => {
      const { rows } = await bare.run({ side }, 'select kind, count(*)::int from organisation group by kind');
      expect(rows).toEqual([{ kind: 'health_body', count: 2 }]);
      expect(
        await bare.touched({ side }, `select 1 from organisation_identifier where organisation_kind = 'group'`),
      ).toBe(0);
    },
  );

  it('has rows of others in every table, or the tests below would prove nothing', async () => {
    const all = await crossings();
    expect(all.length).toBeGreaterThan(40);
    expect(all.filter(({ foreign }) => foreign === 0)).toEqual([]);
  });

  it('never shows or counts a row of another tenant', async () => {
    for (const { table, looker, column } of await crossings()) {
      const { rows } = await bare.run(
        looker,
        `select count(*)::int as all, count(*) filter (where ${column} is distinct from $1)::int as foreign from ${table}`,
        [looker.tenant],
      );
      expect({ table, looker, ...rows[0] }).toMatchObject({ table, looker, foreign: 0 });
    }
  });

  it('shows each tenant rows of its own in every table that the portfolio fills for it', async () => {
    const empty: string[] = [];
    for (const { table, looker, column } of await crossings()) {
      const [own] = await db.rows<{ count: number }>(`select count(*)::int from ${table} where ${column} = $1`, [
        looker.tenant,
      ]);
      const seen = await bare.touched(looker, `select 1 from ${table}`);
      if (own?.count !== 0 && seen === 0) empty.push(table);
    }
    expect(empty).toEqual([]);
  });

  it('never changes or removes a row of another tenant', async () => {
    for (const { table, looker, column } of await crossings()) {
      const settable = await columnsFor(looker.side, table, 'update');
      const name = settable[0] ?? column;
      const changed = await bare.touched(looker, `update ${table} set ${name} = ${name} where ${column} <> $1`, [
        looker.tenant,
      ]);
      const allChanged = await bare.touched(looker, `update ${table} set ${name} = ${name} where false`);
      expect({ table, looker, changed }).toEqual({ table, looker, changed: allChanged });
      expect([0, 'refused']).toContain(
        await bare.touched(looker, `delete from ${table} where ${column} <> $1`, [looker.tenant]),
      );
    }
  });

  it('never adds a row for another tenant', async () => {
    let tried = 0;
    for (const { table, looker, column } of await crossings()) {
      const columns = await columnsFor(looker.side, table, 'insert');
      if (columns.length === 0) continue;
      const [foreign] = await db.rows(`select to_jsonb(t) as row from ${table} t where ${column} <> $1 limit 1`, [
        looker.tenant,
      ]);
      const list = columns.join(', ');
      const refusal = await bare.refusal(
        looker,
        `insert into ${table} (${list}) select ${list} from jsonb_populate_record(null::${table}, $1)`,
        [foreign?.row],
      );
      expect({ table, looker, ...refusal }).toMatchObject({ table, code: '42501' });
      expect({ table, message: refusal?.message }).toEqual({
        table,
        message: expect.stringContaining('row-level security'),
      });
      tried += 1;
    }
    expect(tried).toBeGreaterThan(20);
  });

  /** Columns that a side may write and PostgreSQL does not write itself. */
  async function columnsFor(side: 'health' | 'group', table: string, verb: 'insert' | 'update'): Promise<string[]> {
    const rows = await db.rows<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = $2::regclass and attnum > 0 and not attisdropped
         and attgenerated = '' and attidentity = '' and has_column_privilege($1, attrelid, attnum, $3)`,
      [`accord_${side}`, table, verb],
    );
    return rows.map(({ name }) => name);
  }
});

describe('a query that forgets to ask for the tenant', () => {
  let database: Database;
  const actor = (): Actor => ({
    kind: 'account',
    id: portfolio.accounts.managerOfA,
    side: 'health',
    organisationId: portfolio.healthBodies.a,
    roles: ['partnership_manager'],
    requestId: null,
  });
  const records = (of: 'own' | 'foreign'): Record<string, string> => {
    const { contracts, instalments, receipts, engagements, leads, contacts } = portfolio;
    return of === 'own'
      ? {
          contract: contracts.aG1Running,
          instalment: instalments.aG1Overdue,
          receipt: receipts.aG1Late,
          engagement: engagements.aG1RestrictedOfA,
          named_lead: leads.aG1RunningHealthLead,
          contact: contacts.aLeadWithG1,
        }
      : {
          contract: contracts.bG1Grant,
          instalment: instalments.bG1Overdue,
          receipt: receipts.bG1OnTime,
          engagement: engagements.bG1Shared,
          named_lead: leads.bG1GrantHealthLead,
          contact: contacts.bLeadWithG1,
        };
  };

  beforeAll(async () => {
    database = new Database(await appDataSource(db.appUrl, 2).initialize());
  });
  afterAll(() => database.dataSource.destroy());

  it.each([
    ['own', 1],
    ['foreign', 0],
  ] as const)('finds %s records by id %d times, in a read and in a transaction', async (of, times) => {
    const reads = new ReadsService(database);
    const tenant = new TenantService(database);
    for (const [table, id] of Object.entries(records(of))) {
      const sql = `select id from ${table} where id = $1`;
      const read = await reads.rows(actor(), sql, [id]);
      const written = await tenant.transaction(actor(), (tx) => tx.query(sql, [id]));
      expect({ table, read: read.length, written: written.length }).toEqual({ table, read: times, written: times });
    }
  });
});
