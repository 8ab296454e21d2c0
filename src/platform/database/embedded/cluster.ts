import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, readFile, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Programs } from './binaries';
import { writePrivateFile, type DataFolder } from './data-folder';
import { EmbeddedServerError } from './embedded-server-error';
import { runProgram, type Account } from './run-program';

export const SUPERUSER = 'postgres';
const OUR_SETTINGS = 'accord.conf';

export interface ClusterOptions {
  folder: DataFolder;
  programs: Programs;
  account: Account | undefined;
  durable: boolean;
}

/**
 * Makes the files of the database server if they are not there. They are made beside their place and moved into it, so
 * what lies in place is whole; what a killed process left behind is removed and begun again.
 * @throws EmbeddedServerError when initdb fails
 */
export async function ensureCluster(options: ClusterOptions, superuserPassword: string): Promise<void> {
  const { folder } = options;
  const forerunner = `${basename(folder.cluster)}-unfinished-`;
  await clearAway(folder.database, forerunner);
  if (existsSync(folder.cluster)) return;
  const unfinished = join(folder.database, `${forerunner}${randomUUID()}`);
  await initialise(options, unfinished, superuserPassword);
  await rename(unfinished, folder.cluster);
}

/** An initdb that outlives its starter may still be writing; what cannot be removed now is in nobody's way. */
async function clearAway(parent: string, prefix: string): Promise<void> {
  const leftovers = (await readdir(parent)).filter((name) => name.startsWith(prefix));
  const removal = { recursive: true, force: true, maxRetries: 5 };
  await Promise.allSettled(leftovers.map((name) => rm(join(parent, name), removal)));
}

async function initialise(options: ClusterOptions, cluster: string, superuserPassword: string): Promise<void> {
  const { folder, programs, account, durable } = options;
  const passwordFile = `${cluster}-password`;
  await writePrivateFile(passwordFile, `${superuserPassword}\n`, account);
  const args = [
    `--pgdata=${cluster}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
  const { code, output } = await runProgram(programs.initdb, args, { as: account, cwd: folder.database });
  await rm(passwordFile, { force: true });
  if (code !== 0) throw await notMade(folder, output);
  await settleConfiguration(cluster, account);
}

/** Only this computer, only over TCP, only with a password. Our settings come after those that initdb found out. */
async function settleConfiguration(cluster: string, account: Account | undefined): Promise<void> {
  await writePrivateFile(join(cluster, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n', account);
  const main = join(cluster, 'postgresql.conf');
  await writePrivateFile(main, `${await readFile(main, 'utf8')}\ninclude '${OUR_SETTINGS}'\n`, account);
  await writeSettings(cluster, account, []);
}

/** Writes the settings that the next start of the server reads. */
export async function configure(options: ClusterOptions, port: number): Promise<void> {
  const quick = ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off'];
  const lines = [`port = ${String(port)}`, ...(options.durable ? [] : quick)];
  await writeSettings(options.folder.cluster, options.account, lines);
}

function writeSettings(cluster: string, account: Account | undefined, lines: readonly string[]): Promise<void> {
  const settings = [
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    'max_connections = 60',
    'shared_buffers = 128MB',
    'password_encryption = scram-sha-256',
    'synchronous_commit = on',
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    'log_min_messages = warning',
    'log_checkpoints = off',
    // The log is read by whoever mends the computer: statements and key values hold people's names.
    'log_min_error_statement = panic',
    'log_error_verbosity = terse',
    ...lines,
  ];
  return writePrivateFile(join(cluster, OUR_SETTINGS), `${settings.join('\n')}\n`, account);
}

async function notMade(folder: DataFolder, output: string): Promise<EmbeddedServerError> {
  await appendFile(folder.log, `${output}\n`, { mode: 0o600 });
  const reason = output.split('\n').find((line) => line.startsWith('initdb: error:')) ?? output.split('\n').at(-1);
  return new EmbeddedServerError(
    `The database could not be made in ${folder.root} (${reason ?? 'no reason given'}): see ${folder.log}, ` +
      'then set ACCORD_DATA_DIR to another folder or DATABASE_URL to a server of your own.',
  );
}
