import { CommanderError } from 'commander';
import { EXIT } from './exit';
import { accordProgram } from './program';

export async function runCommandLine(argv: readonly string[]): Promise<void> {
  // A reader such as head may go before all is written: go on quietly, and close what is open.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    await accordProgram().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
      return;
    }
    const { exitCodeOf, messageOf } = await import('./failure.js');
    process.exitCode = exitCodeOf(error);
    process.stderr.write(`${messageOf(error)}\n`);
  }
}
