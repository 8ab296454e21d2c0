import { Injectable } from '@nestjs/common';
import { operatorFor } from '../access/actor';
import type { Actor } from '../access/actor';
import { Database } from './database';
import { claim, keep } from './once';
import { endDraft } from './sent-draft';
import { ENTER, enterValues, Tx } from './tx';

/** No organisation has this id, so nothing is seen or written for it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

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

  async transaction<T>(actor: Actor, work: (tx: Tx) => Promise<T>, isolation?: 'REPEATABLE READ'): Promise<T> {
    const runner = this.database.dataSource.createQueryRunner();
    try {
      await runner.startTransaction(isolation);
      await runner.query(ENTER, enterValues(actor));
      const tx = new Tx(runner, actor);
      const result = await work(tx);
      if (isolation === undefined && actor.sentDraft !== undefined) await endDraft(tx, actor.sentDraft);
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
