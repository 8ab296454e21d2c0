import type { MigrationInterface, QueryRunner } from 'typeorm';

/** It has marked for more than the payee since groups say what they work on. Its trigger goes with it. */
export class RenameMarksOfGroups1795780000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('alter function finding_marks_payee() rename to finding_marks_group');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
