import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether an order covers a payment is asked of every line of a run at each look at it: what falls due in its year up to it
 * is summed from the index alone.
 */
export class CoverSumsOfContracts1795791000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create index instalment_of_contract_by_due on instalment (group_id, contract_id, due_on, number)
        include (health_body_id, state, amount_pence);
      drop index instalment_of_contract;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
