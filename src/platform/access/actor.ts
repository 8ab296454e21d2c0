import type { Side } from '../../shared/side';

/** The roles of people and tokens,. A group's are its own to give. */
export const HEALTH_ROLES = [
  'partnership_manager',
  'finance_officer',
  'finance_approver',
  'administrator',
  'auditor',
] as const;
export const GROUP_ROLES = ['group_lead', 'group_member'] as const;
export const ROLES = [...HEALTH_ROLES, ...GROUP_ROLES] as const;
export type Role = (typeof ROLES)[number];

/** What an API token may be used for. A token also needs a role that the route is open to. */
export const SCOPES = [
  'register:read',
  'register:write',
  'payments:read',
  'payments:write',
  'imports:write',
  'users:write',
  'settings:write',
  'audit:read',
] as const;
export type Scope = (typeof SCOPES)[number];

export type { Side };

/** Who is acting, for which organisation. Nobody acts for two organisations in one request. */
export interface Actor {
  kind: 'account' | 'token' | 'operator' | 'system';
  /** The account or the token; null for the operator's command line and for jobs. */
  id: string | null;
  side: Side;
  organisationId: string;
  roles: readonly Role[];
  requestId: string | null;
  /** With an Idempotency-Key: what must happen once, however often it is asked for. */
  attempt?: Attempt;
  /** The long form that this request sends: what was kept of it goes with the change that it makes. */
  sentDraft?: SentDraft;
  /** A token that was good before: nothing is answered until it is seen that it still is. */
  unseen?: UnseenToken;
}

/** In the same words whichever it is, so that nobody learns which tokens there were. */
export const TOKEN_REFUSED = 'This API token is not known, has run out or was revoked.';

/** The first read of a request asks after the token in its own trip; see TokenStillGood for what reads nothing. */
export interface UnseenToken {
  hash: Buffer;
  seen: boolean;
}

/** A form with unsent answers that are kept for the actor, and what it is about. */
export interface SentDraft {
  form: string;
  subjectId: string;
}

/** One request that its caller may send again without its being done again. */
export interface Attempt {
  /** Method and address. */
  route: string;
  key: string;
  /** SHA-256 of what was sent. */
  bodyHash: Buffer;
}

export function operatorFor(organisationId: string, side: Side = 'health'): Actor {
  return { kind: 'operator', id: null, side, organisationId, roles: [], requestId: null };
}
