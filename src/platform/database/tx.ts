import type { EntityManager, QueryRunner } from 'typeorm';
import type { Actor, Side } from '../access/actor';

/** Takes the side and the tenant for the rest of the transaction: see the walls in the first migration. */
export const ENTER = `select set_config('role', $1, true), set_config('app.tenant', $2, true), set_config('app.user', $3, true)`;

export function enterValues(actor: Actor): string[] {
  return [`accord_${actor.side}`, actor.organisationId, actor.kind === 'account' ? (actor.id ?? '') : ''];
}

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
