import { Injectable } from '@nestjs/common';
import { sha256 } from '../identity';
import { Database } from '../platform';
import type { Notice } from './mail-words.rules';

export interface Preferences {
  paymentLate: boolean;
  leadChanged: boolean;
  somethingWaits: boolean;
  /** 1 is Monday; null for no digest. */
  digestDay: number | null;
  quietHours: boolean;
}

interface PreferenceRow {
  payment_late: boolean;
  lead_changed: boolean;
  something_waits: boolean;
  digest_day: number | null;
  quiet_hours: boolean;
}

/** Which emails somebody gets. Each change is on record wherever they act. */
@Injectable()
export class MailPreferences {
  constructor(private readonly database: Database) {}

  async of(accountId: string): Promise<Preferences> {
    const [row] = await this.database.server<PreferenceRow>('select * from mail_preferences_of($1)', [accountId]);
    if (row === undefined) throw new Error('mail_preferences_of answered nothing');
    return {
      paymentLate: row.payment_late,
      leadChanged: row.lead_changed,
      somethingWaits: row.something_waits,
      digestDay: row.digest_day,
      quietHours: row.quiet_hours,
    };
  }

  async keep(accountId: string, wanted: Preferences): Promise<void> {
    const { paymentLate, leadChanged, somethingWaits, digestDay, quietHours } = wanted;
    const values = [accountId, paymentLate, leadChanged, somethingWaits, digestDay, quietHours];
    await this.database.server('select mail_preferences_keep($1, $2, $3, $4, $5, $6)', values);
  }

  /** What the token of an email would stop; null when there is no such token. */
  async stoppedBy(token: string): Promise<Notice | null> {
    const [row] = await this.database.server<{ kind: Notice }>('select kind from mail_unsubscribe_kind($1)', [
      sha256(token),
    ]);
    return row?.kind ?? null;
  }

  /** Stops it, signed in or not; null when there is no such token. */
  async stop(token: string): Promise<Notice | null> {
    const [row] = await this.database.server<{ kind: Notice }>('select kind from mail_unsubscribe_use($1)', [
      sha256(token),
    ]);
    return row?.kind ?? null;
  }
}
