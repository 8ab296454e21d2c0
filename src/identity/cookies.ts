import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../platform';

const LOOPBACK_NAME = 'accord';
const SECURE_NAME = '__Host-accord';

/** With an https address the cookie is bound to the host and never sent in the clear; a laptop has no https. */
export function setSessionCookie(reply: FastifyReply, settings: Settings, token: string, expires: Date): void {
  const secure = settings.publicUrl?.protocol === 'https:';
  void reply.setCookie(secure ? SECURE_NAME : LOOPBACK_NAME, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    expires,
  });
}

export function clearSessionCookie(reply: FastifyReply, settings: Settings): void {
  setSessionCookie(reply, settings, '', new Date(0));
}

export function sessionTokenIn(request: FastifyRequest): string | null {
  const token = request.cookies[SECURE_NAME] ?? request.cookies[LOOPBACK_NAME];
  return token === undefined || token === '' ? null : token;
}
