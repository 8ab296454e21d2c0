import { EmbeddedServerError } from './embedded-server-error';
import { runProgram, type Account } from './run-program';

export const SERVICE_ACCOUNT = 'accord-postgres';

/**
 * The account that PostgreSQL runs as. PostgreSQL refuses to run as root, so root gets an unprivileged account, made on
 * first use; anyone else runs it as themselves (undefined).
 * @throws EmbeddedServerError when we are root and the account cannot be made
 */
export async function serviceAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const known = await lookUp();
  if (known) return known;
  const made = await runProgram('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    SERVICE_ACCOUNT,
  ]);
  // Looked up whatever useradd said: another process may have made it at the same moment.
  const account = await lookUp();
  if (account) return account;
  throw new EmbeddedServerError(
    `PostgreSQL does not run as root and the account ${SERVICE_ACCOUNT} could not be made (${made.output}): ` +
      'run Accord as an ordinary user, or set DATABASE_URL to a server of your own.',
  );
}

async function lookUp(): Promise<Account | undefined> {
  const [user, group] = await Promise.all([
    runProgram('id', ['-u', SERVICE_ACCOUNT]),
    runProgram('id', ['-g', SERVICE_ACCOUNT]),
  ]);
  if (user.code !== 0 || group.code !== 0) return undefined;
  return { uid: Number(user.output), gid: Number(group.output) };
}
