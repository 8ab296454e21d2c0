import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../shared/domain-error';
import { BadInputError } from './validation';

const ETAG = /^(?:W\/)?"(\d{1,9})"$/;

/** The version that the caller last read, from If-Match. Required wherever it stands: 428 without it. */
export const IfMatch = createParamDecorator(
  (_: undefined, context: ExecutionContext): number =>
    versionIn(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
  [
    (target, property) => {
      const descriptor = property === undefined ? undefined : Object.getOwnPropertyDescriptor(target, property);
      if (property === undefined || descriptor === undefined) return;
      ApiHeader({
        name: 'If-Match',
        required: true,
        description: 'The ETag of the record as you last read it.',
        schema: { type: 'string' },
        example: '"3"',
      })(target, property, descriptor);
    },
  ],
);

function versionIn(header: string | undefined): number {
  if (header === undefined) {
    throw new DomainError(
      'precondition-required',
      'Send the header If-Match with the ETag of the record as you last read it, so that nobody’s change is lost.',
    );
  }
  const [, version] = ETAG.exec(header.trim()) ?? [];
  if (version === undefined) {
    throw new BadInputError([{ pointer: '/If-Match', detail: 'If-Match must be one ETag as it was given, like "3".' }]);
  }
  return Number(version);
}

export function etagOf(version: number): string {
  return `"${String(version)}"`;
}

/** Somebody else changed the record since the caller read it: 412, with the version it has now. */
export class StaleError extends DomainError {
  constructor(readonly version: number) {
    super('stale', 'Somebody changed this since you last read it. Read it again, then make your change.');
  }
}

/** Call it with the row locked. Throws StaleError when the caller has not seen the version that is there now. */
export function checkVersion(current: number, read: number): void {
  if (current !== read) throw new StaleError(current);
}
