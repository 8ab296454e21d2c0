import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { v7 as uuid } from 'uuid';
import { makeApp } from '../../src/configure-app';
import { csrfTokenFor, newSecret, sha256 } from '../../src/identity/secrets';
import { appDataSource, Database, readSettings, TenantService } from '../../src/platform';
import type { Role, Side } from '../../src/platform';
import { UsersService } from '../../src/identity';
import { makeTestDatabase } from './test-database';
import type { TestDatabase } from './test-database';

export type Agent = ReturnType<typeof request.agent>;

export interface TestApp {
  app: NestFastifyApplication;
  db: TestDatabase;
  database: Database;
  anonymous(): Agent;
  /** The token of a session of a new person with this role. */
  session(role: Role, organisationId: string): Promise<string>;
  /** Signed in as a new person with this role, with the session's cookie and CSRF header on each request. */
  as(role: Role, organisationId: string): Promise<Agent>;
  close(): Promise<void>;
}

export const TODAY = '2026-11-22';

/** The whole application as it is served, on a database of its own (empty, or a copy of the template), judging by a fixed day. */
export async function startApp(environment: NodeJS.ProcessEnv = {}, template?: string): Promise<TestApp> {
  return appOn(await makeTestDatabase(template), environment);
}

export async function appOn(db: TestDatabase, environment: NodeJS.ProcessEnv = {}): Promise<TestApp> {
  const settings = readSettings({ LOG_LEVEL: 'silent', ACCORD_TODAY: TODAY, ...environment });
  const database = new Database(await appDataSource(db.appUrl, 8).initialize());
  const app = await makeApp(settings, database);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const anonymous = () => request.agent(app.getHttpServer());
  const session = (role: Role, organisationId: string) => startSession(app, database, role, organisationId);
  return {
    app,
    db,
    database,
    anonymous,
    session,
    as: async (role, organisationId) => {
      const token = await session(role, organisationId);
      return anonymous().set('Cookie', `accord=${token}`).set('Accord-Csrf', csrfTokenFor(token));
    },
    close: async () => {
      await app.close();
      await database.dataSource.destroy();
      await db.drop();
    },
  };
}

async function startSession(
  app: NestFastifyApplication,
  database: Database,
  role: Role,
  organisationId: string,
): Promise<string> {
  const side: Side = role.startsWith('group_') ? 'group' : 'health';
  const email = `${uuid()}@people.example`;
  const operator = { kind: 'operator', id: null, side, organisationId, roles: [], requestId: null } as const;
  await app
    .get(TenantService)
    .transaction(operator, (tx) => app.get(UsersService, { strict: false }).addWith(tx, email, role));
  const [account] = await database.server<{ id: string }>('select id from sign_in_account($1)', [email]);
  const token = newSecret();
  await database.server('select session_start($1, $2, $3)', [
    sha256(token),
    account?.id,
    new Date(Date.now() + 3_600_000),
  ]);
  return token;
}
