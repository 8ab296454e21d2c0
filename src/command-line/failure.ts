import { EmbeddedServerError, SettingsError, StartRefusedError } from '../platform';
import { DomainError } from '../shared/domain-error';
import { EXIT, UsageError } from './exit';

/** How a command that failed ends the process. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError || error instanceof SettingsError) return EXIT.usage;
  return error instanceof DomainError || isAboutAFile(error) ? EXIT.refused : EXIT.unavailable;
}

const OWN_ERRORS = [DomainError, SettingsError, UsageError, StartRefusedError, EmbeddedServerError];

/** In one sentence, what went wrong and what to do. */
export function messageOf(error: unknown): string {
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
