import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { Logger } from 'pino';

type Facts = Record<string, string | number | boolean | null | undefined>;

/**
 * The server's log, as JSON lines on standard error (a command's own output stays clean). Codes, ids, routes and times
 * only: never an address, a query, a header or a body, which hold names, searches and tokens.
 */
export class Log implements LoggerService {
  private readonly pino: Logger;

  constructor(level: string) {
    // Written a few kilobytes or half a second at a time: a call to the system for each line costs as much as a read.
    const destination = pino.destination({ dest: 2, sync: false, minLength: 4096, periodicFlush: 500 });
    this.pino = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  }

  info(facts: Facts, message: string): void {
    this.pino.info(facts, message);
  }

  /** For Nest's own lines. They tell of modules and routes, at a level that is usually off. */
  log(message: unknown, ...rest: unknown[]): void {
    this.pino.debug({ from: rest.at(-1) }, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.pino.warn(factsIn(rest), String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.pino.error(factsIn(rest), String(message));
  }
}

function factsIn(rest: unknown[]): object {
  return rest.find((part): part is object => typeof part === 'object' && part !== null) ?? {};
}
