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
    this.pino = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
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
