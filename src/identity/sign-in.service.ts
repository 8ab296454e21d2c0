import { Injectable } from '@nestjs/common';
import { Database } from '../platform';
import { DomainError } from '../shared/domain-error';
import { checkPassword, hashPassword, passwordMatches } from './passwords';
import type { Membership, SignedIn } from './request';
import { csrfTokenFor, newSecret, sha256 } from './secrets';

/** Failures since the last success after which an email, or an address, has to wait. */
const MOST_FAILURES_OF_EMAIL = 5;
const MOST_FAILURES_OF_ADDRESS = 30;
const WAIT_MINUTES = 15;
const SESSION_HOURS = 12;
/** Unused for so long, a session ends. */
export const IDLE = '30 minutes';

const GONE = 'This link has been used or has run out. Ask whoever sent it for a new one.';
const BOTH_SIDES =
  'You also act for an organisation that this one has a partnership with, and nobody acts for both sides of one. ' +
  'Only you are told so. Ask somebody else of this organisation to do it.';

interface SessionActor {
  account_id: string;
  email: string;
  signed_in_at: Date;
  memberships: Membership[];
}

export interface NewSession {
  token: string;
  csrfToken: string;
  expiresAt: Date;
}

/** When a session ends that begins now, however much it is used. */
export function newSessionEnd(): Date {
  return new Date(Date.now() + SESSION_HOURS * 3_600_000);
}

/** Sign-in by email and password, and the sessions that it starts. A second factor will stand between the two. */
@Injectable()
export class SignInService {
  constructor(private readonly database: Database) {}

  /** The same answer, and about the same time, whether or not the account exists. Throws DomainError. */
  async signIn(email: string, password: string, address: string, device: string | null = null): Promise<NewSession> {
    const accountId = await this.check(email, password, address);
    if (accountId === null) throw new DomainError('unauthenticated', 'This email and password do not go together.');
    return this.start(accountId, device);
  }

  /** The account to which both belong, or null; either way it counts as an attempt. Throws DomainError after too many. */
  async check(email: string, password: string, address: string): Promise<string | null> {
    const wanted = email.trim().toLowerCase();
    const keys = [sha256(wanted), sha256(address)];
    await this.refuseTooMany(keys);
    const [account] = await this.database.server<{ id: string; password_hash: string | null; disabled: boolean }>(
      'select * from sign_in_account($1)',
      [wanted],
    );
    const matches = await passwordMatches(account?.password_hash ?? null, password);
    const succeeded = matches && account?.disabled === false;
    await this.database.server('select sign_in_note($1, $2, $3)', [...keys, succeeded]);
    return succeeded ? account.id : null;
  }

  /** Counted in the database, so that it holds over several servers. It locks out an email or address, nothing wider. */
  private async refuseTooMany(keys: Buffer[]): Promise<void> {
    const since = new Date(Date.now() - WAIT_MINUTES * 60_000);
    const [failures] = await this.database.server<{ of_email: string; of_address: string }>(
      'select * from sign_in_failures($1, $2, $3)',
      [...keys, since],
    );
    const tooMany =
      Number(failures?.of_email) >= MOST_FAILURES_OF_EMAIL || Number(failures?.of_address) >= MOST_FAILURES_OF_ADDRESS;
    if (tooMany) {
      throw new DomainError('too-many', `Too many attempts. Wait ${String(WAIT_MINUTES)} minutes, then try again.`);
    }
  }

  private async start(accountId: string, device: string | null): Promise<NewSession> {
    const token = newSecret();
    const expiresAt = newSessionEnd();
    await this.database.server('select session_start($1, $2, $3, $4)', [sha256(token), accountId, expiresAt, device]);
    return { token, csrfToken: csrfTokenFor(token), expiresAt };
  }

  /** Who a session's token stands for; null when it has ended, run out, been idle, or its account is disabled. */
  async whoIs(token: string): Promise<SignedIn | null> {
    const sessionHash = sha256(token);
    const [found] = await this.database.server<SessionActor>('select * from session_actor($1, $2)', [
      sessionHash,
      IDLE,
    ]);
    if (found === undefined) return null;
    const { account_id: accountId, email, signed_in_at: signedInAt, memberships } = found;
    return { accountId, email, signedInAt, memberships, sessionHash, csrfToken: csrfTokenFor(token) };
  }

  /** Nobody acts for both sides of one partnership: the place that they had first stays. Throws DomainError. */
  async refuseBothSides({ accountId, memberships }: SignedIn, { organisationId, kind }: Membership): Promise<void> {
    if (memberships.every((other) => other.kind === kind)) return;
    const [row] = await this.database.server<{ both: boolean }>('select acts_for_partner_of($1, $2) as both', [
      organisationId,
      accountId,
    ]);
    if (row?.both === true) throw new DomainError('forbidden', BOTH_SIDES);
  }

  async signOut(sessionHash: Buffer): Promise<void> {
    await this.database.server('select session_end($1)', [sessionHash]);
  }

  /** The session of a token, if it is one. */
  async endSession(token: string | null): Promise<void> {
    if (token !== null) await this.signOut(sha256(token));
  }

  /** Whether a one-time link can still be used. */
  async linkWorks(linkToken: string): Promise<boolean> {
    const found = await this.database.server('select account_id from one_time_link_account($1)', [sha256(linkToken)]);
    return found.length > 0;
  }

  /**
   * Uses a one-time link. Whoever has a password already gives that one and keeps it; otherwise it is set, the account's
   * sessions end, and only the organisation that gave the link still vouches for the person. Throws DomainError.
   */
  async redeem(linkToken: string, password: string): Promise<void> {
    const hash = sha256(linkToken);
    const [link] = await this.database.server<{ password_hash: string | null }>(
      'select password_hash from one_time_link_account($1)',
      [hash],
    );
    if (link === undefined) {
      checkPassword(password);
      throw new DomainError('not-found', GONE);
    }
    const known = await passwordMatches(link.password_hash, password);
    if (!known) checkPassword(password);
    const redeemed = await this.database.server('select * from one_time_link_redeem($1, $2)', [
      hash,
      known ? null : await hashPassword(password),
    ]);
    if (redeemed.length === 0) throw new DomainError('not-found', GONE);
  }
}
