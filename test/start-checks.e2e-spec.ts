import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { appDataSource, checkBeforeServing, Database, newestMigration, StartRefusedError } from '../src/platform';
import { makeTestDatabase } from './support/test-database';
import type { TestDatabase } from './support/test-database';

let db: TestDatabase;
let admin: Client;
const logins: string[] = [];

beforeAll(async () => {
  db = await makeTestDatabase();
  admin = new Client({ connectionString: db.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  for (const login of logins) await admin.query(`drop owned by ${login}; drop role ${login}`);
  await admin.end();
  await db.drop();
});

/** A login of the test's own; the roles of a cluster are shared by all test files. */
async function loginWith(attributes: string, memberOf: string[]): Promise<string> {
  const login = `test_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  await admin.query(`create role ${login} login ${attributes} password '${password}'`);
  for (const role of memberOf) await admin.query(`grant ${role} to ${login}`);
  await admin.query(`grant select on migration to ${login}`);
  // The servers of the tests are quick and forgetful; a server that serves is not.
  await admin.query(`alter role ${login} set synchronous_commit = on`);
  logins.push(login);
  const url = new URL(db.appUrl);
  url.username = login;
  url.password = password;
  return url.toString();
}

async function check(url: string, newest = newestMigration()): Promise<void> {
  const database = new Database(await appDataSource(url, 1).initialize());
  await checkBeforeServing(database, newest).finally(() => database.dataSource.destroy());
}

async function refusal(url: string): Promise<string> {
  const error: unknown = await check(url).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StartRefusedError);
  return (error as StartRefusedError).message;
}

const SIDES = ['accord_health', 'accord_group'];
const ADVICE = 'let DATABASE_URL log in as accord_app, which owns nothing.';

describe('before it serves, the server', () => {
  it('accepts its own login, and another one like it', async () => {
    const { pathname } = new URL(db.appUrl);
    await admin.query(`alter role accord_app in database ${pathname.slice(1)} set synchronous_commit = on`);
    await expect(check(db.appUrl)).resolves.toBeUndefined();
    await expect(check(await loginWith('noinherit', SIDES))).resolves.toBeUndefined();
  });

  it('refuses a superuser', async () => {
    expect(await refusal(db.adminUrl)).toMatch(/^The database login \w+ is a superuser: /);
    expect(await refusal(db.adminUrl)).toContain(ADVICE);
  });

  it('refuses the owner, and whoever may act for the owner', async () => {
    const why = `owns tables, or may act for their owner: ${ADVICE}`;
    expect(await refusal(db.ownerUrl)).toBe(`The database login accord_owner ${why}`);
    expect(await refusal(await loginWith('noinherit', [...SIDES, 'accord_owner']))).toContain(why);
  });

  it('refuses a login that may bypass row-level security', async () => {
    expect(await refusal(await loginWith('noinherit bypassrls', SIDES))).toContain(
      `may bypass row-level security: ${ADVICE}`,
    );
  });

  it.each([[[]], [['accord_health']], [['accord_group']]])(
    'refuses a login that may take only the sides %j',
    async (sides) => {
      const why = `is no member of accord_health and accord_group: ${ADVICE}`;
      expect(await refusal(await loginWith('noinherit', sides))).toContain(why);
    },
  );

  it('refuses a login that reads without taking a side', async () => {
    const url = await loginWith('inherit', SIDES);
    expect(await refusal(url)).toContain('may read without taking a side: make it NOINHERIT.');
  });

  it('refuses a database that may lose what it has acknowledged', async () => {
    const url = await loginWith('noinherit', SIDES);
    await admin.query(`alter role ${new URL(url).username} set synchronous_commit = off`);
    expect(await refusal(url)).toBe(
      'The database has synchronous_commit=off: set it to on, so that nothing acknowledged is lost.',
    );
  });

  it('refuses a database without tables, and one of an earlier release', async () => {
    const migrateFirst = expect.stringContaining('run "npm run accord -- migrate" with DATABASE_OWNER_URL set');
    const empty = await makeTestDatabase('template0');
    const { pathname } = new URL(empty.appUrl);
    const url = new URL(await loginWith('noinherit', SIDES));
    url.pathname = pathname;
    const why = await refusal(url.toString()).finally(() => empty.drop());
    expect(why).toEqual(migrateFirst);
    const aLaterRelease = newestMigration() + 1000;
    await expect(check(db.appUrl, aLaterRelease)).rejects.toMatchObject({ message: migrateFirst });
  });
});
