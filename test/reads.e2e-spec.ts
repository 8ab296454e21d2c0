import { appDataSource, Database, operatorFor, ReadsService, TenantService } from '../src/platform';
import type { Actor } from '../src/platform';
import { problemFrom } from '../src/platform/http/problem';
import { databaseWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestDatabase } from './support/test-database';

let db: TestDatabase;
let p: Portfolio;
let database: Database;
let reads: ReadsService;

beforeAll(async () => {
  ({ db, p } = await databaseWithPortfolio());
});
afterAll(() => db.drop());
afterEach(() => database.dataSource.destroy());

async function withPool(size: number): Promise<void> {
  database = new Database(await appDataSource(db.appUrl, size).initialize());
  reads = new ReadsService(database);
}

const LEFT_BEHIND = `select pg_backend_pid() as pid, current_user as role,
  coalesce(current_setting('app.tenant', true), '') as tenant, coalesce(current_setting('app.user', true), '') as user,
  pg_current_xact_id_if_assigned() as change`;
const NOTHING = { role: 'accord_app', tenant: '', user: '', change: null };

describe('reading behind the walls in one trip', () => {
  beforeEach(() => withPool(1));

  it.each([
    ['a syntax error', 'select from where', '42601'],
    ['a table of nobody', 'select * from session', '42501'],
    ['an error halfway through the rows', 'select 1 / (3 - n) from generate_series(1, 5) n', '22012'],
    ['a change', `update contract set title = 'changed'`, '25006'],
    ['a value of the wrong kind', 'select $1::uuid', '22P02'],
  ])('leaves nothing behind after %s', async (_what, sql, code) => {
    const actor = operatorFor(p.healthBodies.a);
    const [before] = await database.server<{ pid: number }>(LEFT_BEHIND);
    const values = sql.includes('$1') ? ['no id'] : [];
    for (let times = 0; times < 3; times += 1)
      await expect(reads.rows(actor, sql, values)).rejects.toMatchObject({ code });
    expect(await database.server(LEFT_BEHIND)).toEqual([{ ...NOTHING, pid: before?.pid }]);
    expect(await reads.rows(actor, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await database.server(LEFT_BEHIND)).toEqual([{ ...NOTHING, pid: before?.pid }]);
  });

  it('survives a connection that is cut while it reads, and takes a new one', async () => {
    const actor = operatorFor(p.healthBodies.a);
    const [before] = await database.server<{ pid: number }>(LEFT_BEHIND);
    const slow = reads.rows(actor, 'select pg_sleep(30)').catch((error: unknown) => error);
    await endConnection(before?.pid);
    expect(problemFrom(await slow).status).toBe(503);
    expect(await reads.rows(actor, 'select 1 as one')).toEqual([{ one: 1 }]);
    const [after] = await database.server<{ pid: number }>(LEFT_BEHIND);
    expect(after?.pid).not.toBe(before?.pid);
    expect(database.pool.totalCount).toBe(1);
  });

  it('leaves nothing behind after a transaction that failed', async () => {
    const tenant = new TenantService(database);
    const failing = tenant.transaction(operatorFor(p.groups.g1, 'group'), (tx) => tx.query('select * from session'));
    await expect(failing).rejects.toMatchObject({ code: '42501' });
    expect(await database.server(LEFT_BEHIND)).toEqual([{ ...NOTHING, pid: expect.any(Number) }]);
  });
});

/** By another connection of the same login. */
async function endConnection(pid: number | undefined): Promise<void> {
  const other = new Database(await appDataSource(db.appUrl, 1).initialize());
  const [ended] = await other.server('select pg_terminate_backend($1) as ended', [pid]);
  await other.dataSource.destroy();
  expect(ended).toEqual({ ended: true });
}

describe('two hundred reads at once by four tenants', () => {
  it('each see their own contracts and nothing else, failures among them', async () => {
    await withPool(4);
    const { aG1Running, aG1Ended, aG2Future, bG1Grant, bG3Running, bG3Draft } = p.contracts;
    const tenants: [Actor, string[]][] = [
      [operatorFor(p.healthBodies.a), [aG1Running, aG1Ended, aG2Future]],
      [operatorFor(p.healthBodies.b), [bG1Grant, bG3Running, bG3Draft]],
      [operatorFor(p.groups.g1, 'group'), [aG1Running, aG1Ended, bG1Grant]],
      [operatorFor(p.groups.g3, 'group'), [bG3Running, bG3Draft]],
    ];
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        const [actor, own] = tenants[i % 4] ?? [operatorFor(''), []];
        if (i % 9 === 0) await reads.rows(actor, 'select * from session').catch(() => undefined);
        const rows = await reads.rows<{ id: string }>(actor, 'select id from contract order by id');
        return { seen: rows.map(({ id }) => id), own: [...own].sort() };
      }),
    );
    expect(answers.filter(({ seen, own }) => seen.join() !== own.join())).toEqual([]);
    expect(answers).toHaveLength(200);
    expect(database.pool.totalCount).toBeLessThanOrEqual(4);
    expect(database.pool.waitingCount).toBe(0);
  });
});
