import { execFile } from 'node:child_process';
import { chmod, chown, cp, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { dataFolderPath, EmbeddedServerError } from '../src/platform/database/embedded';
import { installedPackage, runnablePrograms } from '../src/platform/database/embedded/binaries';
import { serviceAccount } from '../src/platform/database/embedded/service-account';
import { ask, Bench, ended, IS_ROOT, postmasterOf, PROJECT, told } from './embedded-server-bench';

jest.setTimeout(30_000);

const run = promisify(execFile);

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.begin();
});

afterAll(() => bench.end());

describe('Accounts', () => {
  const USER = 'accord-e2e-user';

  /** Only root can try both; anyone else has shown the ordinary way with every other test of this file. */
  const ordinary = { uid: 0, gid: 0 };

  beforeAll(async () => {
    if (!IS_ROOT) return;
    await run('useradd', ['--system', '--user-group', '--no-create-home', USER]).catch(() => undefined);
    ordinary.uid = Number((await run('id', ['-u', USER])).stdout);
    ordinary.gid = Number((await run('id', ['-g', USER])).stdout);
  });

  afterAll(async () => {
    if (IS_ROOT) await run('userdel', [USER]);
  });

  it('runs PostgreSQL as an unprivileged account as root, and as themselves for anyone else', async () => {
    const dataDir = join(bench.scratch, 'whose');
    const server = await bench.startIn(dataDir);
    const { uid } = await stat(`/proc/${String(await postmasterOf(dataDir))}`);
    await server.stop();
    expect(uid).toBe(IS_ROOT ? (await serviceAccount())?.uid : process.getuid?.());
    expect(uid).not.toBe(0);
  });

  it('serves an ordinary user', async () => {
    const dataDir = join(bench.scratch, 'ordinary');
    await mkdir(dataDir, { mode: 0o700 });
    if (IS_ROOT) await chown(dataDir, ordinary.uid, ordinary.gid);
    const child = bench.command({ dataDir, durable: false }, IS_ROOT ? ordinary : {});
    const answer = await told(child);
    expect(answer).toMatchObject({ startedHere: true, dataDir });
    expect(await ask(answer.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await stat(join(dataDir, 'database'))).uid).toBe(IS_ROOT ? ordinary.uid : process.getuid?.());
    await ended(child, 'SIGTERM');
  });

  it('says whose folder it is when it is somebody else’s', async () => {
    const theirs = IS_ROOT ? join(bench.scratch, 'theirs') : '/usr';
    if (IS_ROOT) {
      await mkdir(join(theirs, 'database'), { recursive: true });
      await chown(join(theirs, 'database'), ordinary.uid, ordinary.gid);
    }
    await expect(bench.startIn(theirs)).rejects.toThrow(/belongs to another user.*ACCORD_DATA_DIR/);
  });

  it('says to an ordinary user that a folder is root’s', async () => {
    const roots = IS_ROOT ? join(bench.scratch, 'roots') : '/usr';
    await mkdir(roots, { recursive: true, mode: 0o711 });
    const child = bench.command({ dataDir: roots, durable: false }, IS_ROOT ? ordinary : {});
    expect((await told(child)).error).toMatch(
      /^EmbeddedServerError: The data folder .* belongs to another user \(number 0\): .*ACCORD_DATA_DIR/,
    );
    await ended(child, 'SIGKILL');
  });

  it('runs a copy of the programs where the installed ones cannot be run', async () => {
    const packageDir = join(bench.scratch, 'home', 'package');
    await cp(installedPackage(PROJECT), packageDir, { recursive: true, verbatimSymlinks: true });
    // Root: a private home. Anyone else: a read-only package that was installed without its library links.
    if (IS_ROOT) await chmod(dirname(packageDir), 0o700);
    const library = join(packageDir, 'native', 'lib');
    await run('find', [library, '-type', 'l', '-delete']);
    if (!IS_ROOT) await chmod(library, 0o500);
    const cache = join(bench.scratch, 'cache');
    const account = await serviceAccount();
    const [one, two] = await Promise.all([
      runnablePrograms(packageDir, cache, account),
      runnablePrograms(packageDir, cache, account),
    ]).finally(() => chmod(library, 0o755));
    expect(one).toEqual(two);
    expect(one.postgres.startsWith(cache)).toBe(true);
    expect((await run(one.postgres, ['--version'], account)).stdout).toMatch(/^postgres \(PostgreSQL\) 18/);
    expect(await readdir(cache)).toHaveLength(1);
  });
});

describe('What is said when it cannot work', () => {
  it('names the way out on a computer without binaries', () => {
    expect(() => installedPackage(PROJECT, 'linux', 'riscv64')).toThrow(
      /no embedded PostgreSQL for this computer \(linux-riscv64\).*set DATABASE_URL/,
    );
  });

  it('names a data folder that cannot be made', async () => {
    const file = join(bench.scratch, 'a file');
    await writeFile(file, '');
    await expect(bench.startIn(join(file, 'data'))).rejects.toThrow(
      /The data folder .*a file\/data cannot be made \(ENOTDIR\).*ACCORD_DATA_DIR/,
    );
    await expect(bench.startIn(file)).rejects.toBeInstanceOf(EmbeddedServerError);
  });

  it('says so when the passwords of a database are lost', async () => {
    const dataDir = join(bench.scratch, 'lost passwords');
    await mkdir(join(dataDir, 'database', 'cluster'), { recursive: true });
    if (IS_ROOT) await chown(join(dataDir, 'database'), (await serviceAccount())?.uid ?? 0, 0);
    await expect(bench.startIn(dataDir)).rejects.toThrow(/passwords\.json is missing: put it back from a copy/);
  });

  it('quotes PostgreSQL when it does not start', async () => {
    const dataDir = join(bench.scratch, 'newer');
    await (await bench.startIn(dataDir)).stop();
    await writeFile(join(dataDir, 'database', 'cluster', 'PG_VERSION'), '99\n');
    await expect(bench.startIn(dataDir)).rejects.toThrow(
      /did not start \(database files are incompatible with server\): see .*postgresql\.log/,
    );
  });
});

describe('Where the data lies', () => {
  it('is what ACCORD_DATA_DIR says, from the project', () => {
    expect(dataFolderPath({ dataDir: 'data/here', projectDir: PROJECT })).toBe(join(PROJECT, 'data', 'here'));
    expect(dataFolderPath({ dataDir: '/srv/accord', projectDir: PROJECT })).toBe('/srv/accord');
  });

  it('is otherwise a place of the project’s own', () => {
    const place = dataFolderPath({ dataDir: '', projectDir: PROJECT });
    expect(place).toMatch(IS_ROOT ? /^\/var\/lib\/accord\/[0-9a-f]{16}$/ : /\/\.accord$/);
    expect(dataFolderPath({ projectDir: bench.scratch })).not.toBe(place);
  });
});
