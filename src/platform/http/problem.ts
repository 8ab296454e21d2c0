import { STATUS_CODES } from 'node:http';
import { types } from 'node:util';
import { HttpException } from '@nestjs/common';
import { DomainError } from '../../shared/domain-error';
import { BadInputError } from './validation';
import type { DomainErrorKind, FieldError } from '../../shared/domain-error';

/** RFC 9457, as application/problem+json. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: readonly FieldError[];
  /** On errors of the server itself, so that somebody can find it in the log. */
  requestId?: string;
}

const STATUS_OF: Record<DomainErrorKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  'precondition-required': 428,
  'too-large': 413,
  'too-many': 429,
};

/** PostgreSQL's error classes that are the caller's doing, or pass by themselves. Anything else is ours: 500. */
const STATUS_OF_SQLSTATE: Record<string, [status: number, detail: string]> = {
  '23505': [409, 'This has already been recorded, perhaps by somebody else just now. Look again before you repeat it.'],
  '23P01': [409, 'This overlaps with something already recorded. Look again before you repeat it.'],
  '23503': [409, 'This refers to a record that is not there, or that others still refer to.'],
  '40001': [409, 'Somebody else changed this at the same moment. Try again.'],
  '40P01': [409, 'Somebody else changed this at the same moment. Try again.'],
  '22021': [400, 'The text contains a character that cannot be stored.'],
  '22P05': [400, 'The text contains a character that cannot be stored.'],
  '22003': [400, 'A number is too large.'],
  '22007': [400, 'A date or time is not written as expected.'],
  '22P02': [400, 'A value is not written as expected.'],
  '22008': [400, 'A date is outside the calendar.'],
  '57014': [503, 'This took too long and was stopped. Try again, perhaps with a narrower question.'],
};

const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|57P0[1-5]|08...|53...)$/;
const NO_CONNECTION = /timeout exceeded when trying to connect|Connection terminated|not queryable/;

export function problem(status: number, detail: string, errors: readonly FieldError[] = []): Problem {
  const title = STATUS_CODES[status] ?? 'Error';
  const type = `urn:accord:problem:${title.toLowerCase().replace(/[^a-z]+/g, '-')}`;
  return { type, title, status, detail, ...(errors.length > 0 && { errors }) };
}

/** The one place where a failure becomes an HTTP status. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof DomainError) return problem(STATUS_OF[error.kind], error.message, error.fields);
  if (error instanceof HttpException) return fromHttpException(error);
  return (
    fromDatabase(error) ?? fromFastify(error) ?? problem(500, 'Something went wrong on our side. Nothing was changed.')
  );
}

function fromHttpException(error: HttpException): Problem {
  const status = error.getStatus();
  if (error instanceof BadInputError) return problem(status, error.message, error.fields);
  return problem(status, status === 404 ? NOT_FOUND : error.message);
}

/** The same words for what does not exist and for what the caller may not see. */
export const NOT_FOUND = 'There is nothing here, or you may not see it.';

function fromDatabase(error: unknown): Problem | null {
  if (!types.isNativeError(error)) return null;
  const code = codeOf(error);
  const known = code === null ? undefined : STATUS_OF_SQLSTATE[code];
  if (known !== undefined) return problem(...known);
  if ((code !== null && UNREACHABLE.test(code)) || NO_CONNECTION.test(error.message)) {
    return problem(503, 'The database cannot be reached just now. Nothing was changed; try again in a few seconds.');
  }
  return null;
}

/** pg puts the code on the error, TypeORM on the driver's error inside it. */
export function codeOf(error: unknown): string | null {
  for (let at = error; types.isNativeError(at); at = (at as { driverError?: unknown }).driverError) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return null;
}

/** Fastify's own refusals (broken JSON, a body too large, an unknown content type) carry a status. */
function fromFastify(error: unknown): Problem | null {
  if (!types.isNativeError(error) || !('statusCode' in error)) return null;
  const { statusCode } = error;
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode > 499) return null;
  return problem(statusCode, error.message);
}
