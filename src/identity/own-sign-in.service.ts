import { Injectable } from '@nestjs/common';
import { Database, NOT_FOUND } from '../platform';
import { DomainError } from '../shared/domain-error';
import { checkPassword, hashPassword } from './passwords';
import type { SignedIn } from './request';
import { IDLE, SignInService } from './sign-in.service';

export interface SessionRow {
  id: string;
  /** "Firefox on Windows"; null when the browser did not say. */
  device: string | null;
  created_at: Date;
  last_seen_at: Date;
  current: boolean;
}

/** What a signed-in person does with their own sign-in. Each change is on record wherever they act. */
@Injectable()
export class OwnSignInService {
  constructor(
    private readonly database: Database,
    private readonly signIn: SignInService,
  ) {}

  /** Where this person is signed in, last used first. */
  sessions({ accountId, sessionHash }: SignedIn): Promise<SessionRow[]> {
    return this.database.server<SessionRow>('select * from account_sessions($1, $2, $3)', [
      accountId,
      sessionHash,
      IDLE,
    ]);
  }

  /** Signs this person out everywhere but here. */
  async endOthers({ accountId, sessionHash }: SignedIn): Promise<void> {
    await this.database.server('select session_end_others($1, $2)', [accountId, sessionHash]);
  }

  /** Signs this person out in one place. Throws DomainError when that is no session of theirs, or it has ended. */
  async endOne({ accountId }: SignedIn, id: string): Promise<void> {
    const [row] = await this.database.server<{ ended: boolean }>('select session_end_one($1, $2) as ended', [
      accountId,
      id,
    ]);
    if (row?.ended !== true) throw new DomainError('not-found', NOT_FOUND);
  }

  /** Signs this person out everywhere, here too. */
  async endAll({ accountId }: SignedIn): Promise<void> {
    await this.database.server('select session_end_all($1)', [accountId]);
  }

  /** Whether they have a password: who signs in by links needs none. */
  async hasPassword({ accountId }: SignedIn): Promise<boolean> {
    const [row] = await this.database.server<{ has: boolean }>('select account_has_password($1) as has', [accountId]);
    return row?.has === true;
  }

  /** Ends all other sessions too. A wrong password counts as a failed sign-in. Throws DomainError. */
  async changePassword(person: SignedIn, current: string, wanted: string, address: string): Promise<void> {
    checkPassword(wanted);
    const accountId = await this.signIn.check(person.email, current, address);
    if (accountId !== person.accountId) {
      const detail = 'This is not your password as it is now';
      throw new DomainError('invalid', detail, [{ pointer: '/currentPassword', detail }]);
    }
    const values = [person.accountId, person.sessionHash, await hashPassword(wanted)];
    await this.database.server('select account_change_password($1, $2, $3)', values);
  }
}
