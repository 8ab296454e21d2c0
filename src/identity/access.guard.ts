import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ACCESS_TABLE, NOT_FOUND, OPEN_PREFIXES, TOKEN_REFUSED } from '../platform';
import type { AccessEntry, Actor, Role } from '../platform';
import { DomainError } from '../shared/domain-error';
import { attemptIn } from './attempt';
import { ApiTokensService } from './api-tokens.service';
import { sessionTokenIn } from './cookies';
import { checkFormToken, checkSameSite, takeHiddenFields } from './page-form';
import type { HiddenFields } from './page-form';
import type { AccordRequest, Membership, SignedIn } from './request';
import { sameSecret } from './secrets';
import { SignInService } from './sign-in.service';

const SAFE_METHODS = ['GET', 'HEAD'];
/** Who may do what is changed only by somebody who was there a moment ago. */
const FRESH_MINUTES = 5;
const BEARER = /^Bearer (accord_[\w-]{43})$/;

/** The first wall: who is calling, for which organisation, and whether the access table opens the route to them. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly signIn: SignInService,
    private readonly tokens: ApiTokensService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AccordRequest>();
    const entry = entryFor(request);
    const hidden = entry.page === true ? takeHiddenFields(request) : {};
    if (entry.who === 'anyone') return openToAnyone(request, entry);
    const { authorization } = request.headers;
    if (authorization !== undefined) request.actor = await this.byToken(authorization, entry, request);
    else await this.bySession(request, entry, hidden);
    const attempt = attemptIn(request, hidden.attempt);
    if (request.actor !== undefined && attempt !== null) request.actor.attempt = attempt;
    return true;
  }

  private async byToken(authorization: string, entry: AccessEntry, request: AccordRequest): Promise<Actor> {
    const [, secret] = BEARER.exec(authorization) ?? [];
    if (secret === undefined) throw new DomainError('unauthenticated', TOKEN_REFUSED);
    const { id, organisationId, side, role, scopes, unseen } = await this.tokens.find(secret, isRead(request, entry));
    if (entry.scope === undefined || !scopes.includes(entry.scope)) {
      throw new DomainError(
        'forbidden',
        `This API token lacks the scope ${entry.scope ?? 'for this: it is for people only'}.`,
      );
    }
    checkRoles(entry, [role]);
    const actor: Actor = { kind: 'token', id, side, organisationId, roles: [role], requestId: request.id };
    return unseen === undefined ? actor : { ...actor, unseen };
  }

  private async bySession(request: AccordRequest, entry: AccessEntry, hidden: HiddenFields): Promise<void> {
    const token = sessionTokenIn(request);
    const signedIn = token === null ? null : await this.signIn.whoIs(token);
    if (signedIn === null)
      throw new DomainError('unauthenticated', 'Sign in first: nobody is signed in, or the session has ended.');
    checkCsrf(request, signedIn, entry, hidden);
    request.signedIn = signedIn;
    if (entry.who === 'signed-in') return;
    const place = entry.page === true ? membershipOfPage(request, signedIn) : chosenMembership(request, signedIn);
    const { organisationId, kind, roles } = place;
    const side = kind === 'health_body' ? 'health' : 'group';
    request.actor = {
      kind: 'account',
      id: signedIn.accountId,
      side,
      organisationId,
      roles: roles as Role[],
      requestId: request.id,
    };
    checkRoles(entry, request.actor.roles);
    await this.signIn.refuseBothSides(signedIn, place);
    if (entry.fresh === true) checkFresh(signedIn);
  }
}

/** Whether the person has shown who they are in the last minutes. */
export function isFresh({ signedInAt }: SignedIn): boolean {
  return Date.now() - signedInAt.getTime() <= FRESH_MINUTES * 60_000;
}

/** Throws DomainError when they have not. */
function checkFresh(person: SignedIn): void {
  if (isFresh(person)) return;
  throw new DomainError(
    'forbidden',
    `Sign in again first: this needs a sign-in of the last ${String(FRESH_MINUTES)} minutes.`,
  );
}

/** Reads records and does nothing else, so that asking after a known token may wait for the reading itself. */
function isRead({ method }: AccordRequest, { one, list, page }: AccessEntry): boolean {
  return SAFE_METHODS.includes(method) && page !== true && (one ?? list) !== undefined;
}

/** A route that the table does not name is closed, and looks as if it were not there. */
function entryFor(request: AccordRequest): AccessEntry {
  const url = request.routeOptions.url ?? '';
  if (OPEN_PREFIXES.some((prefix) => url === prefix || url.startsWith(`${prefix}/`))) return { who: 'anyone' };
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const entry = ACCESS_TABLE[`${method} ${url}`];
  if (entry === undefined) throw new DomainError('not-found', NOT_FOUND);
  return entry;
}

function checkRoles(entry: AccessEntry, roles: readonly Role[]): void {
  const may = Array.isArray(entry.who) && roles.some((role) => (entry.who as readonly Role[]).includes(role));
  if (!may) throw new DomainError('forbidden', 'Your role in this organisation does not include this.');
}

function openToAnyone(request: AccordRequest, entry: AccessEntry): true {
  if (entry.page === true && !SAFE_METHODS.includes(request.method)) checkSameSite(request);
  return true;
}

/** A browser sends the cookie by itself, so a change also needs the token that only our own pages and clients know. */
function checkCsrf(request: AccordRequest, signedIn: SignedIn, entry: AccessEntry, hidden: HiddenFields): void {
  if (SAFE_METHODS.includes(request.method) || (entry.upload === true && request.isMultipart())) return;
  const given = request.headers['accord-csrf'];
  if (entry.page === true) checkFormToken(hidden.csrf ?? given, signedIn);
  else if (typeof given !== 'string' || !sameSecret(given, signedIn.csrfToken)) {
    throw new DomainError('forbidden', 'Send the header Accord-Csrf with the csrfToken of this session.');
  }
}

/** An organisation that is not theirs looks as if it were not there. */
function membershipOfPage({ params }: AccordRequest, { memberships }: SignedIn): Membership {
  const { org } = params as { org?: string };
  const chosen = memberships.find(({ organisationId }) => organisationId === org);
  if (chosen === undefined) throw new DomainError('not-found', NOT_FOUND);
  return chosen;
}

function chosenMembership(request: AccordRequest, { memberships }: SignedIn): Membership {
  const wanted = request.headers['accord-organisation'];
  const chosen =
    wanted === undefined && memberships.length === 1
      ? memberships[0]
      : memberships.find(({ organisationId }) => organisationId === wanted);
  if (chosen !== undefined) return chosen;
  if (wanted === undefined && memberships.length > 1) {
    throw new DomainError('invalid', 'You act for several organisations: name one in the header Accord-Organisation.');
  }
  throw new DomainError('forbidden', 'You do not act for this organisation.');
}
