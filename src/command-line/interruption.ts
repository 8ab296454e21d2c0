import { constants } from 'node:os';
import type { OpenDatabase } from './open-database';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
type Signal = (typeof SIGNALS)[number];

/** As a shell counts it: 130 after Ctrl+C. */
const codeAfter = (signal: Signal): number => 128 + constants.signals[signal];

/**
 * Ctrl+C, or a stop from outside, in the middle of a command: the database that was started for it is stopped too, which
 * undoes what was under way; then the process ends.
 */
export class Interruption {
  private happened = false;

  constructor(private readonly opening: Promise<OpenDatabase>) {
    for (const signal of SIGNALS) process.once(signal, this.stop);
  }

  private readonly stop = (signal: Signal): void => {
    this.happened = true;
    process.stderr.write('Stopped before the end; what was under way is undone.\n');
    void this.opening
      .then(({ abandon }) => abandon())
      .catch(() => undefined)
      .finally(() => process.exit(codeAfter(signal)));
  };

  /** What an interrupted command says of its lost connection is of no use to anybody: this waits for the end instead. */
  async quieten(): Promise<void> {
    if (this.happened) await new Promise<never>(() => undefined);
  }

  over(): void {
    for (const signal of SIGNALS) process.off(signal, this.stop);
  }
}
