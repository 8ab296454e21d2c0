import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../platform';

/** A signed-in person, before it is known for which organisation they act. */
export interface SignedIn {
  accountId: string;
  email: string;
  /** When this session began: changing who may do what asks for one of the last minutes. */
  signedInAt: Date;
  memberships: Membership[];
  /** SHA-256 of the session's token. */
  sessionHash: Buffer;
  csrfToken: string;
}

export interface Membership {
  organisationId: string;
  kind: 'health_body' | 'group';
  name: string;
  roles: string[];
  /** What its pages say at the top and at the foot, and the colour, where a health body has chosen. */
  appearance: { name: string | null; colour: string | null; contact: string | null } | null;
}

export type AccordRequest = FastifyRequest & { actor?: Actor; signedIn?: SignedIn };

/** Who acts, for which organisation. The guard has refused everybody else, so it is always there. */
export const CurrentActor = createParamDecorator((_: undefined, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<AccordRequest>();
  if (actor === undefined) throw new Error('This route has no actor: see the access table.');
  return actor;
});

/** The person's session, on routes that need no organisation. */
export const CurrentSession = createParamDecorator((_: undefined, context: ExecutionContext): SignedIn => {
  const { signedIn } = context.switchToHttp().getRequest<AccordRequest>();
  if (signedIn === undefined) throw new Error('This route has no session: see the access table.');
  return signedIn;
});
