import { Injectable } from '@nestjs/common';
import { DatabaseError } from 'pg';
import type { QueryResultRow } from 'pg';
import { DomainError } from '../../shared/domain-error';
import type { Actor } from '../access/actor';
import { Database, nameOf } from './database';
import { readAs } from './tenant-read';
import { enterValues } from './tx';

/**
 * Hot reads: side, tenant and one named statement leave in one flush and are one transaction, so that a read behind the
 * walls costs one trip to the database.
 */
@Injectable()
export class ReadsService {
  /** Is told of each statement before it is sent: how tests explain, and the benchmark repeats, what is really asked. */
  heard: ((actor: Actor, text: string, values: readonly unknown[]) => void) | null = null;

  constructor(private readonly database: Database) {}

  async rows<Row extends QueryResultRow>(actor: Actor, text: string, values: unknown[] = []): Promise<Row[]> {
    this.heard?.(actor, text, values);
    const client = await this.database.pool.connect();
    let broken = false;
    // A connection that is cut tells its queries and then its listeners: with none, the process would end.
    const hear = () => (broken = true);
    client.on('error', hear);
    try {
      // Named by side: PostgreSQL plans again when the role changes, and would do so at each turn under one name.
      const statement = { name: nameOf(text, `${actor.side}_`), text, values };
      return await readAs<Row>(client, { enter: enterValues(actor), token: actor.unseen }, statement);
    } catch (error) {
      broken ||= !leavesConnectionSound(error);
      throw error;
    } finally {
      // One that is thrown away may still have something to say.
      if (!broken) client.off('error', hear);
      client.release(broken);
    }
  }
}

/** PostgreSQL refused the statement. Its own going down (57P…) is an answer too, but the last one. */
function leavesConnectionSound(error: unknown): boolean {
  return error instanceof DomainError || (error instanceof DatabaseError && !/^(57P|08)/.test(error.code ?? ''));
}
