import { Injectable } from '@nestjs/common';
import { Database } from '../platform';
import type { Actor } from '../platform';
import type { MailKind } from './mail-words.rules';

export interface OutboxRow {
  id: string;
  kind: MailKind;
  address: string;
  created_at: Date;
  /** null while it waits. */
  outcome: 'sent' | 'dropped' | 'failed' | null;
  settled_at: Date | null;
  attempts: number;
  failure: string | null;
}

/** What was sent, or waits, about the actor's own organisation: without a word of what the emails say. */
@Injectable()
export class Outbox {
  constructor(private readonly database: Database) {}

  /** The last fifty, newest first. */
  latest({ organisationId }: Actor): Promise<OutboxRow[]> {
    return this.database.server<OutboxRow>('select * from mail_of_organisation($1)', [organisationId]);
  }
}
