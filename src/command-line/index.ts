import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { EmbeddedServerError, SettingsError, StartRefusedError } from '../platform';
import { DomainError } from '../shared/domain-error';
import { addDataCommands } from './data-commands';
import { EXIT } from './exit';
import { addOperatingCommands } from './operating-commands';

export async function runCommandLine(argv: readonly string[]): Promise<void> {
  const program = new Command('accord')
    .description('Accord: one record of the partnership, for health bodies and LGBTQ+ voluntary groups')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(add --help to see how it is used)');
  addOperatingCommands(program);
  addDataCommands(program);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    if (!(error instanceof CommanderError)) process.stderr.write(`${messageOf(error)}\n`);
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof InvalidArgumentError || error instanceof SettingsError) return EXIT.usage;
  return error instanceof DomainError ? EXIT.refused : EXIT.unavailable;
}

function messageOf(error: unknown): string {
  if (error instanceof DomainError || error instanceof SettingsError) return error.message;
  if (error instanceof StartRefusedError || error instanceof EmbeddedServerError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return message.replace(/^ENOENT: /, '');
  if (code === 'EADDRINUSE') return 'The port is in use: stop the other program, or set PORT to another number.';
  return `Accord cannot go on: ${message || String(error)}`;
}
