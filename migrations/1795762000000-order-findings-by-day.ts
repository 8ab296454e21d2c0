import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened in a partnership is read newest first, a page at a time: when a finding was first seen, and when it went. */
export class OrderFindingsByDay1795762000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create index finding_of_partnership_seen on finding (health_body_id, group_id, first_seen_on, id)
        where severity is not null;
      create index finding_of_partnership_gone on finding (health_body_id, group_id, cleared_on, id)
        where severity is not null and cleared_on is not null;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
