import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DatabaseError } from 'pg';
import type { PoolClient, QueryResult, QueryResultRow } from 'pg';
import type { Actor } from '../access/actor';
import { Database } from './database';
import { ENTER, enterValues } from './tenant.service';

/**
 * Hot reads: begin, side and tenant, one named statement and commit leave in one flush, so that a read behind the walls
 * costs one trip to the database.
 */
@Injectable()
export class ReadsService {
  private readonly names = new Map<string, string>();
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
      return (await this.flush<Row>(client, actor, { name: this.nameFor(actor, text), text, values })).rows;
    } catch (error) {
      broken ||= !leavesConnectionSound(error);
      throw error;
    } finally {
      // One that is thrown away may still have something to say.
      if (!broken) client.off('error', hear);
      client.release(broken);
    }
  }

  private async flush<Row extends QueryResultRow>(
    client: PoolClient,
    actor: Actor,
    statement: { name: string; text: string; values: unknown[] },
  ): Promise<QueryResult<Row>> {
    const wire: { pipeline: boolean } = client;
    wire.pipeline = true;
    const replies = await Promise.allSettled([
      client.query('begin read only'),
      client.query({ name: 'enter', text: ENTER, values: enterValues(actor) }),
      client.query<Row>(statement),
      client.query('commit'),
    ]);
    wire.pipeline = false;
    // After a failed statement the commit is a rollback and succeeds: judge each reply, in order.
    for (const reply of replies) if (reply.status === 'rejected') throw reply.reason;
    const answer = replies[2];
    return (answer as PromiseFulfilledResult<QueryResult<Row>>).value;
  }

  /** Named by side: PostgreSQL plans again when the role changes, and would do so at each turn under one name. */
  private nameFor(actor: Actor, text: string): string {
    const key = `${actor.side}:${text}`;
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const name = `${actor.side}_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
    this.names.set(key, name);
    return name;
  }
}

/** PostgreSQL refused the statement. Its own going down (57P…) is an answer too, but the last one. */
function leavesConnectionSound(error: unknown): boolean {
  return error instanceof DatabaseError && !/^(57P|08)/.test(error.code ?? '');
}
