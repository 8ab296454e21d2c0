import type { FastifyRequest } from 'fastify';
import type { Attempt } from '../platform';
import { DomainError } from '../shared/domain-error';
import { sha256 } from './secrets';

const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * The Idempotency-Key of a POST, or the key that a page made with its form, with what it stands for; null without one.
 * Throws DomainError when it is no key.
 */
export function attemptIn(request: FastifyRequest, keyOfForm?: string): Attempt | null {
  const key = keyOfForm ?? request.headers['idempotency-key'];
  if (request.method !== 'POST' || key === undefined) return null;
  if (typeof key !== 'string' || !KEY.test(key)) {
    const detail = 'Idempotency-Key must be 1 to 200 visible characters without spaces; a random UUID does well.';
    throw new DomainError('invalid', detail, [{ pointer: '/Idempotency-Key', detail }]);
  }
  const [path = ''] = request.url.split('?');
  return { route: `POST ${path}`, key, bodyHash: sha256(JSON.stringify(request.body ?? null)) };
}
