import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever looks at a whole account number says what for, and the group sees it. */
export class SayWhyBankDetailsAreLookedAt1795730403000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table bank_detail_event
        add column why text check (why in ('compare', 'payment_query', 'bank_asked', 'audit')),
        add constraint bank_detail_event_says_why check ((what = 'looked_at') = (why is not null));
      grant insert (why) on bank_detail_event to accord_health;
      grant select (why) on bank_detail_event to accord_group;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
