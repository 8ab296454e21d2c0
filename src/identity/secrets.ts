import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits, for sessions, links and tokens. Only its SHA-256 is stored. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

/** Bound to the session, so that it needs no row of its own and ends with it. */
export function csrfTokenFor(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('accord csrf').digest('base64url');
}

export function sameSecret(given: string, wanted: string): boolean {
  return timingSafeEqual(sha256(given), sha256(wanted));
}
