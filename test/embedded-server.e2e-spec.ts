import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { rolesSql, type EmbeddedServer } from '../src/platform/database/embedded';
import { ask, Bench, ended, postmasterOf, told } from './embedded-server-bench';

jest.setTimeout(30_000);

const run = promisify(execFile);

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.begin();
});

afterAll(() => bench.end());

describe('A new data folder, with a space in its path', () => {
  let server: EmbeddedServer;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = join(bench.scratch, 'with a space', "and a $sign'");
    server = await bench.startIn(dataDir);
  });

  it('is started and lets the three logins in, each with its own password', async () => {
    expect(server.startedHere).toBe(true);
    const who = 'select current_user::text as login, current_database()::text as base';
    expect(await ask(server.appUrl, who)).toEqual([{ login: 'accord_app', base: 'accord' }]);
    expect(await ask(server.ownerUrl, who)).toEqual([{ login: 'accord_owner', base: 'accord' }]);
    expect(await ask(server.adminUrl, who)).toEqual([{ login: 'postgres', base: 'postgres' }]);
    const wrong = new URL(server.appUrl);
    wrong.password = new URL(server.ownerUrl).password;
    await expect(ask(wrong.href, who)).rejects.toThrow(/password authentication failed/);
  });

  it('listens on this computer only, with passwords only', async () => {
    const [settings] = await ask(
      server.adminUrl,
      `select current_setting('listen_addresses') as listen, current_setting('unix_socket_directories') as sockets,
              current_setting('TimeZone') as zone, current_setting('max_connections') as connections,
              (select count(*)::int from pg_hba_file_rules where auth_method <> 'scram-sha-256') as unguarded`,
    );
    expect(settings).toEqual({ listen: '127.0.0.1', sockets: '', zone: 'UTC', connections: '60', unguarded: 0 });
    expect((await stat(join(dataDir, 'passwords.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'database'))).mode & 0o777).toBe(0o700);
  });

  it('gives no role more than it needs', async () => {
    const roles = await ask(
      server.adminUrl,
      `select rolname::text as name, rolcanlogin as login, rolinherit as inherits,
              rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as powerful
       from pg_roles where rolname like 'accord%' order by rolname`,
    );
    expect(roles).toEqual([
      { name: 'accord_app', login: true, inherits: false, powerful: false },
      { name: 'accord_group', login: false, inherits: true, powerful: false },
      { name: 'accord_health', login: false, inherits: true, powerful: false },
      { name: 'accord_owner', login: true, inherits: true, powerful: false },
    ]);
  });

  it('lets the owner make tables, the extension and the schema of the job queue', async () => {
    await ask(server.ownerUrl, 'create extension btree_gist', 'create schema pgboss', 'create table note (body text)');
    const [made] = await ask(
      server.ownerUrl,
      "select to_regclass('public.note')::text as name, pg_get_userbyid(nspowner)::text as owner from pg_namespace where nspname = 'pgboss'",
    );
    expect(made).toEqual({ name: 'note', owner: 'accord_owner' });
  });

  it('lets the application act only after it has taken a side', async () => {
    await ask(server.ownerUrl, 'create table shared (body text)', 'grant select on shared to accord_health');
    await expect(ask(server.appUrl, 'select * from shared')).rejects.toThrow(/permission denied/);
    await expect(ask(server.appUrl, 'set role accord_group', 'select * from shared')).rejects.toThrow(
      /permission denied/,
    );
    expect(await ask(server.appUrl, 'set role accord_health', 'select * from shared')).toEqual([]);
    await expect(ask(server.appUrl, 'create table mine (body text)')).rejects.toThrow(/permission denied/);
    expect(await ask(server.appUrl, 'create temporary table mine (body text)', 'select * from mine')).toEqual([]);
  });

  it('keeps its roles, memberships and data when the rows that make the roles run again', async () => {
    const passwords = { owner: new URL(server.ownerUrl).password, app: "it's \\ new" };
    await ask(server.adminUrl, ...rolesSql(passwords));
    const app = new URL(server.appUrl);
    app.password = encodeURIComponent(passwords.app);
    expect(await ask(app.href, 'set role accord_health', 'select 1 as one')).toEqual([{ one: 1 }]);
    await ask(server.adminUrl, ...rolesSql({ ...passwords, app: new URL(server.appUrl).password }));
    const [members] = await ask(
      server.adminUrl,
      "select count(*)::int as memberships, bool_or(inherit_option) as inherited from pg_auth_members where member = 'accord_app'::regrole",
    );
    expect(members).toEqual({ memberships: 2, inherited: false });
  });

  it('is reused by the next command, which does not stop it', async () => {
    const second = await bench.startIn(dataDir);
    expect(second).toMatchObject({ startedHere: false, appUrl: server.appUrl, dataDir: server.dataDir });
    await second.stop();
    expect(await ask(server.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('stops when its starter says so, however often, and keeps its data', async () => {
    await ask(server.ownerUrl, "insert into note values ('kept')");
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    await expect(ask(server.appUrl, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
    const again = await bench.startIn(dataDir);
    expect(again.startedHere).toBe(true);
    // The first starter's stop() is not to touch the server that came after.
    await server.stop();
    expect(await ask(again.ownerUrl, 'select body from note')).toEqual([{ body: 'kept' }]);
  });
});

describe('Processes that are killed', () => {
  it('leave a server that is found again with its data, and one that died is started again', async () => {
    const dataDir = join(bench.scratch, 'killed starter');
    const starter = bench.command({ dataDir, durable: true });
    const first = await told(starter);
    expect(first).toMatchObject({ startedHere: true });
    await ask(first.ownerUrl, 'create table note (body text)', "insert into note values ('kept')");
    await ended(starter, 'SIGKILL');

    const found = await bench.startIn(dataDir);
    expect(found).toMatchObject({ startedHere: false, ownerUrl: first.ownerUrl });
    expect(await ask(found.ownerUrl, 'select body from note')).toEqual([{ body: 'kept' }]);

    process.kill(await postmasterOf(dataDir), 'SIGKILL');
    const restarted = await bench.startIn(dataDir);
    expect(restarted.startedHere).toBe(true);
    expect(await ask(restarted.ownerUrl, 'select body from note')).toEqual([{ body: 'kept' }]);
    await restarted.stop();
  });

  it('leave half a database, which is thrown away and begun again', async () => {
    const dataDir = join(bench.scratch, 'killed initdb');
    const database = join(dataDir, 'database');
    const starter = bench.command({ dataDir, durable: false });
    const isUnderWay = async (): Promise<boolean> =>
      existsSync(database) &&
      (await readdir(database)).some((name) => name.includes('unfinished') && !name.endsWith('-password'));
    while (!(await isUnderWay())) await pause(5);
    await ended(starter, 'SIGKILL');
    expect(existsSync(join(database, 'cluster'))).toBe(false);
    expect(existsSync(join(dataDir, 'starting.lock'))).toBe(true);

    const server = await bench.startIn(dataDir);
    expect(server.startedHere).toBe(true);
    expect(await ask(server.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);

    // Its name is the last thing that the database gets.
    await ask(server.adminUrl, 'alter database accord rename to accord_unfinished');
    const finished = await bench.startIn(dataDir);
    expect(finished.startedHere).toBe(false);
    expect(await ask(finished.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
    expect(existsSync(join(dataDir, 'starting.lock'))).toBe(false);
  });
});

describe('Two at once', () => {
  it('on one empty folder: one starts, the other waits and reuses it', async () => {
    const dataDir = join(bench.scratch, 'two at once');
    const commands = [1, 2].map(() => bench.command({ dataDir, durable: false }));
    const answers = await Promise.all(commands.map(told));
    expect(answers.map((answer) => answer.startedHere).sort()).toEqual([false, true]);
    expect(answers[0]?.appUrl).toBe(answers[1]?.appUrl);
    await Promise.all(commands.map((child) => ended(child, 'SIGTERM')));
    expect(existsSync(join(dataDir, 'database', 'cluster', 'postmaster.pid'))).toBe(false);
  });

  it('on a folder and its copy: each has its own server, whatever the copied lock says', async () => {
    const original = join(bench.scratch, 'original');
    const copy = join(bench.scratch, 'copy');
    await (await bench.startIn(original)).stop();
    await run('cp', ['-a', original, copy]);
    const first = await bench.startIn(original);
    const lock = join('database', 'cluster', 'postmaster.pid');
    await copyFile(join(original, lock), join(copy, lock));
    const second = await bench.startIn(copy);
    expect(second.startedHere).toBe(true);
    expect(second.appUrl).not.toBe(first.appUrl);
    expect(await ask(first.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await Promise.all([first.stop(), second.stop()]);
  });
});
