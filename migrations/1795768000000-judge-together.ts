import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How both sides work and decide together is judged from now on: of every partnership, once. */
export class JudgeTogether1795768000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `insert into finding_mark (health_body_id, group_id) select health_body_id, group_id from partnership`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
