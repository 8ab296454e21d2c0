import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { makeApp } from '../src/configure-app';
import { appDataSource, Database, readSettings } from '../src/platform';
import { newSession } from './support/credentials';
import type { Credentials } from './support/credentials';
import { makePortfolio } from './support/portfolio';
import { Proxy } from './support/proxy';
import { TODAY } from './support/start-app';
import { makeTestDatabase } from './support/test-database';
import type { TestDatabase } from './support/test-database';

let db: TestDatabase;
let proxy: Proxy;
let database: Database;
let app: NestFastifyApplication;
let manager: Credentials;
let home: string;

beforeAll(async () => {
  db = await makeTestDatabase();
  proxy = new Proxy(new URL(db.appUrl));
  await proxy.open();
  database = new Database(await appDataSource(proxy.url, 4).initialize());
  app = await makeApp(readSettings({ LOG_LEVEL: 'silent', ACCORD_TODAY: TODAY }), database);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const { healthBodies } = await makePortfolio(db);
  manager = await newSession(db, { role: 'partnership_manager', organisationId: healthBodies.a });
  home = `/o/${healthBodies.a}`;
});
afterAll(async () => {
  await app.close();
  await database.dataSource.destroy();
  await proxy.cut();
  await db.drop();
});

const get = (url: string, headers: Credentials = manager, remoteAddress = '192.0.2.1') =>
  app.inject({ method: 'GET', url, headers, remoteAddress });
const INSIDE = /ECONN|127\.0\.0\.1|postgres|socket|relation|select |stack|node_modules/i;

describe('a page that cannot be shown', () => {
  it.each([
    ['/nothing-here', 404, 'Page not found'],
    ['/%zz', 400, 'This could not be read'],
    ['/o/nobody', 404, 'Page not found'],
  ])('says so in plain words at %s', async (url, status, title) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringMatching(/script-src 'nonce-[\w+/=]{24}';.*frame-ancestors 'none'/),
      'referrer-policy': 'same-origin',
    });
    expect(answer.headers['content-security-policy']).not.toContain('unsafe');
    expect(answer.body).toContain(`<h1 class="nhsuk-heading-l">${title}</h1>`);
  });

  it('keeps what an address holds from being read as the page’s own', async () => {
    const { body } = await get('/sign-in?next=/%22%3E%3Cscript%3Ealert(1)%3C/script%3E', {});
    expect(body).not.toContain('<script>alert');
  });

  it('says nothing of the inside when something is broken, and gives the number to find it by', async () => {
    await db.rows('alter table import_run rename to import_run_gone');
    const answer = await get(`${home}/import`);
    await db.rows('alter table import_run_gone rename to import_run');
    expect(answer.statusCode).toBe(500);
    expect(answer.body).toContain('Something went wrong');
    expect(answer.body).toMatch(/To find this in the log: <span class="accord-wrap">[0-9a-f-]{36}</);
    expect(answer.body).not.toMatch(INSIDE);
  });

  it('asks for patience while the database is gone, and comes back with it', async () => {
    await proxy.cut();
    const answer = await get(`${home}/import`);
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.body).toContain('Accord is not available just now');
    expect(answer.body).not.toMatch(INSIDE);
    expect((await get('/privacy')).statusCode).toBe(200);
    await proxy.open();
    expect((await get(`${home}/import`)).statusCode).toBe(200);
  });

  it('asks whoever sends too much to wait', async () => {
    for (let times = 0; times < 600; times += 1) await get('/privacy', {}, '192.0.2.9');
    const answer = await get('/privacy', {}, '192.0.2.9');
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
    expect(answer.body).toContain('Too many requests');
  });
});
