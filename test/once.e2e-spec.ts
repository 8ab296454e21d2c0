import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { appDataSource, AuditService, Database, TenantService } from '../src/platform';
import type { Actor, Tx } from '../src/platform';
import { databaseWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import type { TestDatabase } from './support/test-database';

let db: TestDatabase;
let database: Database;
let tenant: TenantService;
let p: Portfolio;
const audit = new AuditService();

beforeAll(async () => {
  ({ db, p } = await databaseWithPortfolio());
  database = new Database(await appDataSource(db.appUrl, 8).initialize());
  tenant = new TenantService(database);
});
afterAll(async () => {
  await database.dataSource.destroy();
  await db.drop();
});

const hashOf = (body: string) => createHash('sha256').update(body).digest();

function manager(key: string, body = '{}', organisationId = p.healthBodies.a): Actor {
  return {
    kind: 'account',
    id: p.accounts.managerOfA,
    side: 'health',
    organisationId,
    roles: ['partnership_manager'],
    requestId: null,
    attempt: { route: 'POST /api/v1/things', key, bodyHash: hashOf(body) },
  };
}

/** A change that can be counted: an event in the audit record. */
async function change(tx: Tx): Promise<string> {
  const id = uuid();
  await audit.record(tx, { action: 'thing.made', subjectId: id });
  return id;
}
const made = async () => (await db.rows(`select 1 from audit_event where action = 'thing.made'`)).length;

describe('a change with an Idempotency-Key', () => {
  it('happens once, however many ask for it at the same moment, and all hear of the same record', async () => {
    const before = await made();
    const ids = await Promise.all(Array.from({ length: 20 }, () => tenant.once(manager('twenty'), change)));
    expect(new Set(ids).size).toBe(1);
    expect(await made()).toBe(before + 1);
  });

  it('is refused under the same key with another body, and stays as it was', async () => {
    await tenant.once(manager('one body'), change);
    const before = await made();
    await expect(tenant.once(manager('one body', '{"more":1}'), change)).rejects.toMatchObject({ kind: 'invalid' });
    expect(await made()).toBe(before);
  });

  it('keeps no key when it fails, so that it can be asked for again', async () => {
    const fails = () => Promise.reject(new Error('no'));
    await expect(tenant.once(manager('fails first'), fails)).rejects.toThrow('no');
    await expect(tenant.once(manager('fails first'), change)).resolves.toMatch(/^[0-9a-f-]{36}$/);
  });

  it('knows nothing of the same key at another organisation', async () => {
    const atA = await tenant.once(manager('shared words'), change);
    const atB = await tenant.once(manager('shared words', '{}', p.healthBodies.b), change);
    expect(atB).not.toBe(atA);
  });

  it('shows a secret once and then says so', async () => {
    const before = await made();
    const answers = await Promise.allSettled([1, 2, 3].map(() => tenant.onceShown(manager('secret'), change)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { kind: 'conflict' } });
    expect(await made()).toBe(before + 1);
  });

  it('happens anew after a day', async () => {
    const first = await tenant.once(manager('yesterday'), change);
    await db.rows(`update idempotency_key set created_at = now() - interval '25 hours' where key = 'yesterday'`);
    expect(await tenant.once(manager('yesterday'), change)).not.toBe(first);
    await db.rows(`update idempotency_key set created_at = now() - interval '25 hours' where key = 'yesterday'`);
    await database.server('select idempotency_purge()');
    expect(await db.rows(`select 1 from idempotency_key where key = 'yesterday'`)).toEqual([]);
  });
});
