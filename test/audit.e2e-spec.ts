import { Client } from 'pg';
import { v7 as uuid } from 'uuid';
import {
  appDataSource,
  AuditSealService,
  AuditService,
  Database,
  JobsService,
  Log,
  Metrics,
  operatorFor,
  TenantService,
} from '../src/platform';
import type { ChainVerdict } from '../src/platform';
import { makeTestDatabase } from './support/test-database';
import type { TestDatabase } from './support/test-database';

// New ones for each test.
let first: string;
let second: string;
let third: string;
let db: TestDatabase;
let database: Database;
let tenant: TenantService;
let jobs: JobsService;
let seal: AuditSealService;
const audit = new AuditService();

beforeEach(() => {
  [first, second, third] = [uuid(), uuid(), uuid()];
});
beforeAll(async () => {
  db = await makeTestDatabase();
  database = new Database(await appDataSource(db.appUrl, 8).initialize());
  tenant = new TenantService(database);
  jobs = new JobsService(database, new Log('silent'));
  seal = new AuditSealService(database, tenant, jobs, new Metrics(null));
});
afterAll(async () => {
  await database.dataSource.destroy();
  await db.drop();
});

const record = (organisationId: string, times = 1, detail: Record<string, string> = {}) =>
  tenant.transaction(operatorFor(organisationId), async (tx) => {
    for (let i = 0; i < times; i += 1) await audit.record(tx, { action: 'test.happened', subjectId: uuid(), detail });
  });
const verdictOn = async (organisationId: string): Promise<ChainVerdict | undefined> =>
  (await seal.verifyAll()).find((verdict) => verdict.organisationId === organisationId);
const links = (organisationId: string) =>
  db.rows<{ position: string; event_id: string }>(
    'select position, event_id from audit_seal where organisation_id = $1 order by position',
    [organisationId],
  );

/** What only somebody with the database in their hands can do: the triggers are off, and so is the owner's restraint. */
async function asIntruder(sql: string, values: unknown[] = []): Promise<void> {
  const intruder = new Client({ connectionString: db.adminUrl });
  await intruder.connect();
  await intruder.query('alter table audit_event disable trigger all; alter table audit_seal disable trigger all');
  await intruder.query(sql, values);
  await intruder.query('alter table audit_event enable trigger all; alter table audit_seal enable trigger all');
  await intruder.end();
}

describe('the chain of the audit record', () => {
  it('seals each organisation by itself, and nothing twice', async () => {
    await record(first, 3, { reason: 'line one\nline two', unicode: 'é ✓' });
    await record(second, 2);
    await record(third);
    expect(await seal.sealAll()).toBe(6);
    expect(await seal.sealAll()).toBe(0);
    const verdicts = await seal.verifyAll();
    expect(verdicts.map(({ organisationId }) => organisationId)).toEqual([first, second, third].sort());
    const sealed = Object.fromEntries(verdicts.map((verdict) => [verdict.organisationId, verdict.sealed]));
    expect(sealed).toEqual({ [first]: 3, [second]: 2, [third]: 1 });
    expect(verdicts.filter(({ brokenAt, unsealed }) => brokenAt !== null || unsealed > 0)).toEqual([]);
    expect(await seal.verifyAll()).toEqual(verdicts);
  });

  it('grows at its end only: the earlier links stay', async () => {
    await record(first, 2);
    const before = await verdictOn(first);
    const early = await links(first);
    await record(first, 2);
    const after = await verdictOn(first);
    expect((await links(first)).slice(0, 2)).toEqual(early);
    expect(after).toMatchObject({ sealed: 4, brokenAt: null });
    expect(after?.head).not.toBe(before?.head);
  });

  it.each([
    ['a changed action', `update audit_event set action = 'other.happened' where id = $1`],
    ['a changed subject', 'update audit_event set subject_id = organisation_id where id = $1'],
    ['a changed detail', `update audit_event set detail = '{"role": "auditor"}' where id = $1`],
    ['a changed time', `update audit_event set happened_at = happened_at + interval '1 microsecond' where id = $1`],
    ['another person', `update audit_event set actor_kind = 'account', actor_id = organisation_id where id = $1`],
    ['another request', 'update audit_event set request_id = organisation_id where id = $1'],
    ['a removed event', 'delete from audit_event where id = $1'],
    [
      'a removed event with its link',
      'with s as (delete from audit_seal where event_id = $1) delete from audit_event where id = $1',
    ],
    ['a changed link', `update audit_seal set hash = sha256('x') where event_id = $1`],
  ])('finds %s at its place', async (_what, tampering) => {
    await record(first, 5);
    await record(second, 2);
    await seal.sealAll();
    const link = (await links(first))[2];
    await asIntruder(tampering, [link?.event_id]);
    expect(await verdictOn(first)).toMatchObject({ brokenAt: 3 });
    expect(await verdictOn(second)).toMatchObject({ brokenAt: null });
  });

  it('shows the end cut off only against a head that was kept elsewhere, which is why it is printed', async () => {
    await record(first, 3);
    const kept = await verdictOn(first);
    const last = (await links(first))[2];
    await asIntruder('with s as (delete from audit_seal where event_id = $1) delete from audit_event where id = $1', [
      last?.event_id,
    ]);
    const now = await verdictOn(first);
    expect(now).toMatchObject({ sealed: 2, brokenAt: null });
    expect(now?.head).not.toBe(kept?.head);
  });

  it('is one chain when several servers seal at once while others write', async () => {
    await Promise.all([record(first, 20), record(first, 20), record(second, 10)]);
    const others = [1, 2, 3].map(() => new AuditSealService(database, tenant, jobs, new Metrics(null)));
    await Promise.all([...others.map((other) => other.sealAll()), record(first, 20), seal.sealAll()]);
    expect(await verdictOn(first)).toMatchObject({ sealed: 60, brokenAt: null, unsealed: 0 });
    expect(await verdictOn(second)).toMatchObject({ sealed: 10, brokenAt: null, unsealed: 0 });
    const chained = await links(first);
    expect(chained.map(({ position }) => Number(position))).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    expect(new Set(chained.map(({ event_id }) => event_id)).size).toBe(60);
  });

  it('knows how long the oldest event has waited', async () => {
    expect(await seal.oldestUnsealedSeconds()).toBe(0);
    await record(first);
    await db.rows(`update audit_unsealed set noted_at = now() - interval '90 seconds'`);
    expect(await seal.oldestUnsealedSeconds()).toBeGreaterThanOrEqual(90);
    await seal.sealAll();
    expect(await seal.oldestUnsealedSeconds()).toBe(0);
  });
});

describe('a change that does not happen', () => {
  const change = (organisationId: string, after: () => void) =>
    tenant.transaction(operatorFor(organisationId), async (tx) => {
      await audit.record(tx, { action: 'test.happened', subjectId: organisationId });
      await jobs.sendWith(tx, 'seal-audit-now', { organisationId });
      after();
    });
  const left = async (organisationId: string) => ({
    events: await db.rows('select action from audit_event where organisation_id = $1', [organisationId]),
    jobs: await db.rows(`select name, data from pgboss.job where data ->> 'organisationId' = $1`, [organisationId]),
  });

  it('leaves neither an event nor a job', async () => {
    const changed = change(first, () => {
      throw new Error('changed our mind');
    });
    await expect(changed).rejects.toThrow('changed our mind');
    expect(await left(first)).toEqual({ events: [], jobs: [] });
  });

  it('differs from one that happens, which leaves both, and ids only', async () => {
    await change(second, () => undefined);
    expect(await left(second)).toEqual({
      events: [{ action: 'test.happened' }],
      jobs: [{ name: 'seal-audit-now', data: { organisationId: second } }],
    });
  });

  it('goes on behind the same wall after a job was sent', async () => {
    const sides = await tenant.transaction(operatorFor(first), async (tx) => {
      await jobs.sendWith(tx, 'seal-audit-now', { organisationId: first });
      return tx.query(`select current_user, current_setting('app.tenant') as tenant`);
    });
    expect(sides).toEqual([{ current_user: 'accord_health', tenant: first }]);
  });
});
