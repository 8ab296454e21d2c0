import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuid } from 'uuid';
import { makeApp } from '../src/configure-app';
import { appDataSource, Database, JobsService, readSettings } from '../src/platform';
import { newSession } from './support/credentials';
import type { Credentials } from './support/credentials';
import { databaseWithPortfolio } from './support/portfolio';
import type { Portfolio } from './support/portfolio';
import { TODAY } from './support/start-app';
import type { TestDatabase } from './support/test-database';

interface Server {
  app: NestFastifyApplication;
  database: Database;
}

jest.setTimeout(60_000);
let db: TestDatabase;
let p: Portfolio;
let servers: [Server, Server];

beforeAll(async () => {
  ({ db, p } = await databaseWithPortfolio());
  servers = [await serve(), await serve()];
});
afterAll(async () => {
  for (const { app, database } of servers) {
    await app.close();
    await database.dataSource.destroy();
  }
  await db.drop();
});

async function serve(): Promise<Server> {
  const settings = readSettings({ LOG_LEVEL: 'silent', ACCORD_TODAY: TODAY });
  const database = new Database(await appDataSource(db.appUrl, 8).initialize());
  const app = await makeApp(settings, database);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return { app, database };
}

const call = (
  { app }: Server,
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  headers: Credentials,
  payload?: object,
) => app.inject({ method, url, headers, ...(payload !== undefined && { payload }) });
const managerOfA = () => newSession(db, { role: 'partnership_manager', organisationId: p.healthBodies.a });

describe('two servers on one database', () => {
  it('know the same sessions, and one that is ended on either has ended on both', async () => {
    const [one, two] = servers;
    const session = await managerOfA();
    expect((await call(two, 'GET', '/api/v1/contracts', session)).statusCode).toBe(200);
    expect((await call(one, 'DELETE', '/api/v1/sessions/current', session)).statusCode).toBe(204);
    expect((await call(two, 'GET', '/api/v1/contracts', session)).statusCode).toBe(401);
  });

  it('count wrong passwords together', async () => {
    const attempt = (server: Server) =>
      call(server, 'POST', '/api/v1/sessions', {}, { email: 'manager@westmere.example', password: 'not this one' });
    const statuses: number[] = [];
    for (let times = 0; times < 6; times += 1) {
      statuses.push((await attempt(times % 2 === 0 ? servers[0] : servers[1])).statusCode);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('log one contact when both are asked for it at the same moment with one key', async () => {
    const session = { ...(await managerOfA()), 'idempotency-key': uuid() };
    const contact = {
      partnershipId: p.partnerships.aG1,
      happenedOn: '2026-11-20',
      channel: 'phone',
      startedBy: 'health',
      twoWay: true,
      healthContactId: p.contacts.aLeadWithG1,
      groupContactId: p.contacts.g1LeadWithA,
      purpose: 'Asked twice, logged once',
    };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        call(at % 2 === 0 ? servers[0] : servers[1], 'POST', '/api/v1/engagements', session, contact),
      ),
    );
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.json<{ id: string }>().id)).size).toBe(1);
    expect(await db.rows(`select 1 from engagement where purpose = 'Asked twice, logged once'`)).toHaveLength(1);
  });

  it('seal the audit record between them: each event once, in one chain', async () => {
    for (const { app } of servers) await app.get(JobsService).start();
    await servers[0].app.get(JobsService).send('seal-audit', {});
    const unsealed = async () => (await db.rows('select 1 from audit_unsealed')).length;
    for (let tries = 0; tries < 100 && (await unsealed()) > 0; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(await unsealed()).toBe(0);
    const [chains] = await db.rows<{ events: string; seals: string }>(
      `select (select count(*) from audit_event) as events, (select count(*) from audit_seal) as seals`,
    );
    expect(chains?.seals).toBe(chains?.events);
  });
});
