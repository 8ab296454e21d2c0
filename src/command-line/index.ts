import { Command, CommanderError } from 'commander';
import { EmbeddedServerError, SettingsError, StartRefusedError } from '../platform';
import { DomainError } from '../shared/domain-error';
import { addDataCommands } from './data-commands';
import { EXIT, UsageError } from './exit';
import { addOperatingCommands } from './operating-commands';
import { addRecoveryCommands } from './recovery-commands';
import { addVaultCommands } from './vault-commands';

export async function runCommandLine(argv: readonly string[]): Promise<void> {
  // A reader such as head may go before all is written: go on quietly, and close what is open.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const program = new Command('accord')
    .description('Accord: one record of the partnership, for health bodies and LGBTQ+ voluntary groups')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(add --help to see how it is used)');
  addOperatingCommands(program);
  addDataCommands(program);
  addRecoveryCommands(program);
  addVaultCommands(program);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    if (!(error instanceof CommanderError)) process.stderr.write(`${messageOf(error)}\n`);
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof UsageError || error instanceof SettingsError) return EXIT.usage;
  return error instanceof DomainError || isAboutAFile(error) ? EXIT.refused : EXIT.unavailable;
}

const OWN_ERRORS = [DomainError, SettingsError, UsageError, StartRefusedError, EmbeddedServerError];

function messageOf(error: unknown): string {
  const { code, message, path } = error as NodeJS.ErrnoException;
  if (OWN_ERRORS.some((kind) => error instanceof kind)) return message;
  if (isAboutAFile(error)) {
    return `${path ?? 'The file'} cannot be read: ${message.replace(/^\w+: |, .*$/g, '')}.`;
  }
  return ADVICE[code ?? '']?.(message) ?? `Accord cannot go on: ${message || String(error)}`;
}

const unreachable = (message: string) =>
  `The database cannot be reached (${message}): start it, or correct DATABASE_URL and DATABASE_OWNER_URL.`;

const ADVICE: Partial<Record<string, (message: string) => string>> = {
  EADDRINUSE: () => 'The port is in use: stop the other program, or set PORT to another number.',
  ECONNREFUSED: unreachable,
  ENOTFOUND: unreachable,
};

/** A file that a command was given: not there, a folder, or not to be read. */
function isAboutAFile(error: unknown): boolean {
  const { code, path } = error as NodeJS.ErrnoException;
  return code === 'EISDIR' || (path !== undefined && ['ENOENT', 'EACCES', 'ENOTDIR'].includes(code ?? ''));
}
