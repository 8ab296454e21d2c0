import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { makeApp } from '../src/configure-app';
import { appDataSource, Database, readSettings } from '../src/platform';
import { newSession } from './support/credentials';
import type { Credentials } from './support/credentials';
import { databaseWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { Proxy } from './support/proxy';
import { TODAY } from './support/start-app';
import type { TestDatabase } from './support/test-database';

let db: TestDatabase;
let p: Portfolio;
let manager: Credentials;
const servers: { app: NestFastifyApplication; database: Database }[] = [];

beforeAll(async () => {
  ({ db, p } = await databaseWithPortfolio());
  manager = await newSession(db, { role: 'partnership_manager', organisationId: p.healthBodies.a });
});
afterAll(async () => {
  for (const { app, database } of servers) {
    await app.close();
    await database.dataSource.destroy();
  }
  await db.drop();
});

/** A server of its own, which waits only so long for a connection. */
async function serve(url: string, { poolSize = 4, patienceMs = 5_000, environment = {} } = {}) {
  const settings = readSettings({ LOG_LEVEL: 'silent', ACCORD_TODAY: TODAY, ...environment });
  const database = new Database(await appDataSource(url, poolSize).initialize());
  database.pool.options.connectionTimeoutMillis = patienceMs;
  const app = await makeApp(settings, database);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  servers.push({ app, database });
  const get = (path: string, headers: Credentials = {}) => app.inject({ method: 'GET', url: path, headers });
  return { app, database, get };
}
type Answer = Awaited<ReturnType<Awaited<ReturnType<typeof serve>>['get']>>;

const CONTRACTS = '/api/v1/contracts';
/** Words that only the inside knows. */
const INSIDE =
  /ECONN|127\.0\.0\.1|pool|postgres|socket|relation|select|stack|node_modules|accord_(app|health)|contract/i;

function expectCalmRefusal(answer: Answer): void {
  expect(answer.statusCode).toBe(503);
  expect(answer.headers).toMatchObject({
    'retry-after': '5',
    'content-type': expect.stringContaining('application/problem+json'),
  });
  expect(answer.json()).toMatchObject({
    title: 'Service Unavailable',
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(answer.body).not.toMatch(INSIDE);
}

describe('a database that is too busy', () => {
  it('makes requests wait, then answers 503 with Retry-After, and serves again when it can', async () => {
    const { database, get } = await serve(db.appUrl, { poolSize: 1, patienceMs: 200 });
    const slow = database.server('select pg_sleep(1)');
    const answers = await Promise.all([
      get(CONTRACTS, manager),
      get('/api/v1/users', manager),
      get(CONTRACTS, manager),
    ]);
    answers.forEach(expectCalmRefusal);
    await slow;
    expect((await get(CONTRACTS, manager)).statusCode).toBe(200);
    expect(database.pool.waitingCount).toBe(0);
  });

  it('stops a statement that takes too long, and keeps its connection', async () => {
    const { database, get } = await serve(db.appUrl, { poolSize: 1 });
    await database.server(`select set_config('statement_timeout', '200', false)`);
    const blocked = await whileLocked('contract', () => get(CONTRACTS, manager));
    expectCalmRefusal(blocked);
    expect((await get(CONTRACTS, manager)).statusCode).toBe(200);
  });

  async function whileLocked<T>(table: string, work: () => Promise<T>): Promise<T> {
    await db.rows('begin');
    await db.rows(`lock table ${table} in access exclusive mode`);
    return work().finally(() => db.rows('rollback'));
  }
});

describe('a database that is gone', () => {
  it('leaves the process alive and not ready, and is noticed when it is back', async () => {
    const proxy = new Proxy(new URL(db.appUrl));
    await proxy.open();
    const { get } = await serve(proxy.url);
    expect((await get('/health/ready')).statusCode).toBe(200);
    expect((await get(CONTRACTS, manager)).statusCode).toBe(200);
    await proxy.cut();
    for (let times = 0; times < 3; times += 1) {
      expect((await get('/health/live')).statusCode).toBe(200);
      expectCalmRefusal(await get('/health/ready'));
      expectCalmRefusal(await get(CONTRACTS, manager));
    }
    await proxy.open();
    expect((await get('/health/ready')).statusCode).toBe(200);
    expect((await get(CONTRACTS, manager)).statusCode).toBe(200);
    await proxy.cut();
  });

  it('loses the requests that were under way calmly, and none after them', async () => {
    const { database, get } = await serve(db.appUrl);
    await db.rows('begin');
    await db.rows('lock table contract in access exclusive mode');
    const underWay = [1, 2, 3].map(() => get(CONTRACTS, manager));
    await untilWaiting(3);
    const { rows } = await database.pool.query<{ pid: number }>(
      `select pid, pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`,
    );
    (await Promise.all(underWay)).forEach(expectCalmRefusal);
    await db.rows('rollback');
    expect(rows.length).toBeGreaterThanOrEqual(3);
    const after = await Promise.all([1, 2, 3, 4, 5, 6].map(() => get(CONTRACTS, manager)));
    expect(after.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200, 200]);
  });

  async function untilWaiting(count: number): Promise<void> {
    for (let waiting = 0; waiting < count;) {
      const [row] = await db.rows<{ waiting: number }>(
        `select count(*)::integer as waiting from pg_locks
         where not granted and database = (select oid from pg_database where datname = current_database())`,
      );
      waiting = row?.waiting ?? 0;
    }
  }
});

describe('what comes in', () => {
  let server: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    server = await serve(db.appUrl);
  });

  const post = (payload: string | Buffer, type = 'application/json', url = '/api/v1/sessions') =>
    server.app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload });
  const signIn = (email: string, more = {}) => post(JSON.stringify({ email, password: 'four quiet words', ...more }));

  it.each([
    ['an unknown route', 404, () => server.get('/api/v1/nothing-here')],
    ['an unknown address', 404, () => server.get('/api/v1/nothing-here')],
    ['a method that the route does not have', 404, () => post('{}', 'application/json', '/api/v1/report')],
    ['a path that is no text', 400, () => server.get('/api/v1/contracts/%E0%A4%A', manager)],
    ['a path without an end', 414, () => server.get(`${CONTRACTS}/${'1'.repeat(500)}`, manager)],
    ['an id that is none', 400, () => server.get('/api/v1/contracts/1', manager)],
    ['broken JSON', 400, () => post('{"email":')],
    ['JSON that reaches for the prototype', 400, () => post('{"__proto__": {"admin": true}}')],
    ['two megabytes', 413, () => post(JSON.stringify({ email: 'x'.repeat(2 * 1024 * 1024) }))],
    ['another kind of content', 415, () => post('<email/>', 'text/xml')],
    ['nothing at all', 400, () => post('')],
    ['a list for an object', 400, () => post('[]')],
    ['a NUL character', 400, () => signIn('a\0b@people.example')],
    ['half a character', 401, () => signIn('\ud800@people.example')],
    ['a NUL character in a filter', 400, () => server.get('/api/v1/organisations?search=%00', manager)],
    ['a field twice', 400, () => server.get(`${CONTRACTS}?asOf=2026-11-22&asOf=2026-11-23`, manager)],
    ['a field that is not there', 400, () => server.get(`${CONTRACTS}?tenant=all`, manager)],
    ['a cursor of nobody', 422, () => server.get(`${CONTRACTS}?cursor=x`, manager)],
    ['a day that is none', 400, () => server.get(`${CONTRACTS}?asOf=2026-02-30`, manager)],
    ['a day before all days', 400, () => server.get(`${CONTRACTS}?asOf=0000-00-00`, manager)],
  ])('answers %s with %i and says so', async (_what, status, send) => {
    const answer = await send();
    expect({ status: answer.statusCode, type: answer.headers['content-type'] }).toEqual({
      status,
      type: expect.stringContaining('application/problem+json'),
    });
    expect(answer.json()).toMatchObject({ status, detail: expect.stringMatching(/\w+/), title: expect.any(String) });
    expect(answer.body).not.toMatch(/stack|node_modules|postgres/i);
  });

  it('takes so many requests a minute from one address, and no more', async () => {
    const from = (remoteAddress: string, url = '/api/v1/sessions/current') =>
      server.app.inject({ method: 'GET', url, remoteAddress });
    for (let times = 0; times < 600; times += 1) await from('192.0.2.1');
    const refused = await from('192.0.2.1');
    expect(refused.statusCode).toBe(429);
    expect(refused.headers).toMatchObject({
      'retry-after': expect.stringMatching(/^\d+$/),
      'content-type': expect.stringContaining('application/problem+json'),
    });
    expect((await from('192.0.2.2')).statusCode).toBe(401);
    expect((await from('192.0.2.1', '/health/live')).statusCode).toBe(200);
  });
});

describe('what goes out', () => {
  it.each(['/health/live', CONTRACTS, '/api/v1/nothing-here'])('carries the security headers on %s', async (path) => {
    const { headers } = await (await serve(db.appUrl)).get(path);
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringMatching(/default-src 'self'.*frame-ancestors 'none'/),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('strict-transport-security');
  });

  it('asks for https from then on where the address of the server is https', async () => {
    const { get } = await serve(db.appUrl, { environment: { ACCORD_PUBLIC_URL: 'https://accord.example' } });
    const { headers } = await get('/health/live');
    expect(headers['strict-transport-security']).toMatch(/max-age=\d{8,}/);
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
  });

  it('shows the figures to whoever has the token, and to others as if they were not there', async () => {
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    const without = await serve(db.appUrl);
    const nothing = await without.get('/api/v1/nothing-here');
    for (const headers of [{}, bearer(''), bearer('null')]) {
      expect((await without.get('/metrics', headers)).statusCode).toBe(404);
    }
    const { get } = await serve(db.appUrl, { environment: { ACCORD_METRICS_TOKEN: 'a-token-of-the-monitoring' } });
    const wrong = await get('/metrics', bearer('a-token-of-somebody-else!'));
    expect({ status: wrong.statusCode, title: wrong.json().title }).toEqual({
      status: 404,
      title: nothing.json().title,
    });
    const right = await get('/metrics', bearer('a-token-of-the-monitoring'));
    expect(right.statusCode).toBe(200);
    expect(right.body).toContain('accord_http_request_seconds');
  });

  it('says nothing of the inside when something is broken, and gives the number to find it by', async () => {
    const { get } = await serve(db.appUrl);
    await db.rows('alter table contract rename to contract_gone');
    const answer = await get(CONTRACTS, manager);
    await db.rows('alter table contract_gone rename to contract');
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toEqual({
      type: 'urn:accord:problem:internal-server-error',
      title: 'Internal Server Error',
      status: 500,
      detail: 'Something went wrong on our side. Nothing was changed.',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(answer.body).not.toMatch(INSIDE);
  });
});
