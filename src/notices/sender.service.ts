import { Inject, Injectable } from '@nestjs/common';
import { newSecret, sha256 } from '../identity';
import { Clock, Database, MailCarrier, NotCarriedError, SETTINGS } from '../platform';
import type { Settings } from '../platform';
import { compose } from './compose';
import { isNotice } from './mail-words.rules';
import type { Figures, MailKind } from './mail-words.rules';
import { isQuiet } from './quiet-hours.rules';

/** Longer than a mail server may take; a server that dies while it sends leaves the email to another after it. */
const LEASE = '2 minutes';
const MOST_ATTEMPTS = 12;
const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 4 * 3600;
/** So many at a time, so that a server that is told to stop does. */
const MOST_AT_ONCE = 200;

interface Claimed {
  id: string;
  kind: MailKind;
  /** null for an invitation: who it is for has no account yet. */
  account_id: string | null;
  address: string;
  organisation_id: string | null;
  path: string;
  detail: Figures;
  attempt: number;
  expires_at: Date;
}

/** Sends what waits in the outbox: each email is claimed by one server at a time, and carries one id however often tried. */
@Injectable()
export class MailSender {
  constructor(
    private readonly database: Database,
    private readonly carrier: MailCarrier,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Everything that may go now. Returns how many went. */
  async sendWaiting(now: Date = this.clock.now()): Promise<number> {
    if (!this.carrier.carries) return 0;
    const quiet = isQuiet(now);
    let sent = 0;
    for (let tried = 0; tried < MOST_AT_ONCE; tried += 1) {
      const [mail] = await this.database.server<Claimed>('select * from mail_claim($1, $2)', [quiet, LEASE]);
      if (mail === undefined) return sent;
      if (await this.send(mail)) sent += 1;
    }
    return sent;
  }

  private async send(mail: Claimed): Promise<boolean> {
    try {
      await this.carrier.carry(compose({ ...mail, ...(await this.linksOf(mail)) }));
    } catch (error) {
      const code = error instanceof NotCarriedError ? error.code : 'UNKNOWN';
      const forGood = (error instanceof NotCarriedError && error.forGood) || mail.attempt >= MOST_ATTEMPTS;
      const wait = `${String(waitAfter(mail.attempt))} seconds`;
      await this.database.server('select mail_failed($1, $2, $3, $4, $5)', [
        mail.id,
        mail.attempt,
        code,
        forGood,
        wait,
      ]);
      return false;
    }
    await this.database.server('select mail_sent($1, $2)', [mail.id, mail.attempt]);
    return true;
  }

  /** A secret is made for each attempt and kept as its hash: one that went out unnoticed works as the next does. */
  private async linksOf(mail: Claimed): Promise<{ href: string; stop: string | null }> {
    const secret = newSecret();
    const hash = sha256(secret);
    if (isNotice(mail.kind)) {
      await this.database.server('select mail_unsubscribe_add($1, $2, $3)', [hash, mail.account_id, mail.kind]);
      return { href: this.at(mail.path), stop: this.at(`/unsubscribe/${secret}`) };
    }
    if (mail.kind === 'leaving') return { href: this.at(mail.path), stop: null };
    if (mail.kind === 'invitation') {
      await this.database.server('select invitation_link_add($1, $2)', [hash, mail.id]);
      return { href: this.at(`/join/${secret}`), stop: null };
    }
    if (mail.kind === 'first_link') {
      const values = [hash, mail.account_id, mail.organisation_id, mail.expires_at];
      await this.database.server('select one_time_link_add($1, $2, $3, $4)', values);
      return { href: this.at(`/set-password/${secret}`), stop: null };
    }
    const purpose = mail.kind === 'sign_in_link' ? 'sign_in' : 'password';
    const values = [hash, mail.account_id, purpose, mail.path, mail.expires_at];
    await this.database.server('select sign_in_link_add($1, $2, $3, $4, $5)', values);
    return { href: this.at(purpose === 'sign_in' ? `/sign-in/link/${secret}` : `/new-password/${secret}`), stop: null };
  }

  private at(path: string): string {
    const { publicUrl, host, port } = this.settings;
    return new URL(path, publicUrl ?? `http://${host}:${String(port)}`).toString();
  }
}

/** Half a minute, then twice as long each time. */
function waitAfter(attempt: number): number {
  return Math.min(FIRST_WAIT_SECONDS * 2 ** (attempt - 1), LONGEST_WAIT_SECONDS);
}
