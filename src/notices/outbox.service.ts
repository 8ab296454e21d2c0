import { Injectable } from '@nestjs/common';
import { Database } from '../platform';
import type { Actor } from '../platform';
import type { MailKind } from './mail-words.rules';

export interface OutboxRow {
  id: string;
  kind: MailKind;
  /** null: the contact whom an invitation is for. */
  address: string | null;
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

  /** Newest first, from the one after `past` on. `next` is the one after which the next page begins. */
  async list(
    { organisationId }: Actor,
    past: string | null,
    limit: number,
  ): Promise<{ items: OutboxRow[]; next: string | null }> {
    const rows = await this.database.server<OutboxRow>('select * from mail_of_organisation($1, $2, $3)', [
      organisationId,
      past,
      limit + 1,
    ]);
    const items = rows.slice(0, limit);
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}
