import { Injectable } from '@nestjs/common';
import { Database } from '../platform';
import { DomainError } from '../shared/domain-error';
import { checkPassword, hashPassword } from './passwords';
import { newSecret, sha256 } from './secrets';
import { newSessionEnd } from './sign-in.service';

export type LinkPurpose = 'sign_in' | 'password';

const GONE = 'This link has been used or has run out. Ask for a new one.';
const TOO_MANY = 'Too many links were asked for from here. Wait 15 minutes, then try again.';

/** Links that are sent by email: to sign in without a password, and to set one that nobody else knows. */
@Injectable()
export class SignInLinks {
  constructor(private readonly database: Database) {}

  /**
   * Writes the email into the outbox. Whether anybody has the address is looked up when it is sent, so that the answer,
   * and the work behind it, is the same for all. Throws DomainError after too many from one place.
   */
  async ask(purpose: LinkPurpose, email: string, from: string, path: string): Promise<void> {
    const wanted = email.trim().toLowerCase();
    const kind = purpose === 'sign_in' ? 'sign_in_link' : 'password_link';
    const [row] = await this.database.server<{ taken: boolean }>('select link_ask($1, $2, $3, $4, $5) as taken', [
      wanted,
      sha256(wanted),
      sha256(from),
      kind,
      path,
    ]);
    if (row?.taken !== true) throw new DomainError('too-many', TOO_MANY);
  }

  /** Whether a link can still be used. Asking does not use it up. */
  async works(purpose: LinkPurpose, token: string): Promise<boolean> {
    const [row] = await this.database.server<{ works: boolean }>('select sign_in_link_works($1, $2) as works', [
      sha256(token),
      purpose,
    ]);
    return row?.works === true;
  }

  /** Uses the link up and starts a session; null when it does not work any more. */
  async signIn(token: string, device: string | null): Promise<{ token: string; expiresAt: Date; path: string } | null> {
    const session = newSecret();
    const expiresAt = newSessionEnd();
    const [row] = await this.database.server<{ path: string }>('select path from sign_in_link_start($1, $2, $3, $4)', [
      sha256(token),
      sha256(session),
      expiresAt,
      device,
    ]);
    return row === undefined ? null : { token: session, expiresAt, path: row.path };
  }

  /** Uses the link up; all sessions and other links of the account end. Throws DomainError. */
  async setPassword(token: string, password: string): Promise<void> {
    checkPassword(password);
    const [row] = await this.database.server<{ done: boolean }>('select sign_in_link_set_password($1, $2) as done', [
      sha256(token),
      await hashPassword(password),
    ]);
    if (row?.done !== true) throw new DomainError('not-found', GONE);
  }
}
