import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From which day on the payment file let money arrive: every later file of the run says the same days. */
export class KeepDaysOfPayment1795730202000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table payment_run
        add column pays_from date,
        add constraint payment_run_pays_from check (pays_from >= payment_date and (pays_from is null or exported_at is not null));
      grant update (pays_from) on payment_run to accord_health;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
