import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nobody is both officer and approver of one run: whoever approved it does not send it either. */
export class SendByAnother1795791000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // What was sent before stays as it was.
    await db.query(`
      alter table payment_run add constraint payment_run_sent_by_another check (exported_by <> approved_by) not valid
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
