import { Injectable } from '@nestjs/common';
import type { EntityManager, QueryRunner } from 'typeorm';
import { operatorFor } from '../access/actor';
import type { Actor, Side } from '../access/actor';
import { Database } from './database';
import { claim, keep } from './once';

/** Takes the side and the tenant for the rest of the transaction: see the walls in the first migration. */
export const ENTER = `select set_config('role', $1, true), set_config('app.tenant', $2, true), set_config('app.user', $3, true)`;

export function enterValues(actor: Actor): string[] {
  return [`accord_${actor.side}`, actor.organisationId, actor.kind === 'account' ? (actor.id ?? '') : ''];
}

/** No organisation has this id, so nothing is seen or written for it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The one open transaction of a use case. Inside it nothing else may touch the database. */
export class Tx {
  constructor(
    private readonly runner: QueryRunner,
    private current: Actor,
  ) {}

  get actor(): Actor {
    return this.current;
  }

  /** For TypeORM entities. It belongs to this transaction. */
  get manager(): EntityManager {
    return this.runner.manager;
  }

  async query<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const result = await this.runner.query(sql, values, true);
    return result.records as Row[];
  }

  /** How many rows a statement changed. */
  async change(sql: string, values: unknown[] = []): Promise<number> {
    const result = await this.runner.query(sql, values, true);
    return result.affected ?? 0;
  }

  /** A definer function, which only the server itself may call: it leaves the side for that one statement. */
  async asServer<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    await this.runner.query(`select set_config('role', 'none', true)`);
    const rows = await this.query<Row>(sql, values);
    await this.runner.query(`select set_config('role', $1, true)`, [`accord_${this.current.side}`]);
    return rows;
  }

  /**
   * Goes on as the operator for another organisation, in the same transaction: the import brings in the rows of several
   * health bodies all or nothing. Deferred constraints are judged first, under the tenant that made them.
   */
  async actAs(organisationId: string, side: Side = 'health'): Promise<void> {
    if (this.current.kind !== 'operator') throw new Error('Only the operator acts for more than one organisation.');
    await this.runner.query('set constraints all immediate');
    this.current = { ...this.current, organisationId, side };
    await this.runner.query(ENTER, enterValues(this.current));
  }
}

/** Opens the transaction of a use case, with the actor's side and tenant set before anything else. */
@Injectable()
export class TenantService {
  constructor(private readonly database: Database) {}

  /** The operator's command line, before it acts for a first organisation: until then no table can be read. */
  operatorTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transaction(operatorFor(NOBODY), work);
  }

  /** After much was written: the planner learns of it at once. In a transaction of its own. */
  async refreshStatistics(): Promise<void> {
    await this.database.server('select refresh_statistics()');
  }

  /** For a reading that takes several queries: all of them see the same moment. */
  snapshot<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transaction(actor, work, 'REPEATABLE READ');
  }

  /**
   * For what makes or moves a record: with an Idempotency-Key it is done once, and asking again answers the same id.
   * Throws DomainError when the key was used for something else.
   */
  once(actor: Actor, work: (tx: Tx) => Promise<string>): Promise<string> {
    const { attempt } = actor;
    if (attempt === undefined) return this.transaction(actor, work);
    return this.transaction(actor, async (tx) => {
      const earlier = await claim(tx, attempt);
      if (earlier !== null) return earlier;
      const id = await work(tx);
      await keep(tx, attempt, id);
      return id;
    });
  }

  /** The same for what answers a secret: asking again with the key is refused, for the secret is shown only once. */
  onceShown<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    const { attempt } = actor;
    return this.transaction(actor, async (tx) => {
      if (attempt !== undefined) await claim(tx, attempt);
      return work(tx);
    });
  }

  async transaction<T>(
    actor: Actor,
    work: (tx: Tx) => Promise<T>,
    isolation: 'READ COMMITTED' | 'REPEATABLE READ' = 'READ COMMITTED',
  ): Promise<T> {
    const runner = this.database.dataSource.createQueryRunner();
    try {
      await runner.startTransaction(isolation);
      await runner.query(ENTER, enterValues(actor));
      const result = await work(new Tx(runner, actor));
      await runner.commitTransaction();
      return result;
    } catch (error) {
      // The first error is the one that matters: a lost connection also fails the rollback.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}
