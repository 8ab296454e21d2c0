import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A decision process that waits for the other side's signature is noticed from now on: also those that wait already. */
export class JudgeOpenProcesses1795781000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `insert into finding_mark (health_body_id, group_id)
       select distinct health_body_id, group_id from decision_process where state = 'open'`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
